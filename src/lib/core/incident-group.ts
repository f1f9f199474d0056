/** The four groups in which a report orders difficulties. */
export const INCIDENT_GROUPS = ['infrastructure', 'staffing', 'records', 'security'] as const;
export type IncidentGroup = (typeof INCIDENT_GROUPS)[number];
