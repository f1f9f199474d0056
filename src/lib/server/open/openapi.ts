import { FEED_TABLES, type FeedColumn, type FeedTable } from './feed-tables.ts';

/** The head of every answer about one field event. */
const HEAD = {
	id: { type: 'string', description: 'The field event; an integer of up to 48 bits as text.' },
	name: { type: 'string' },
	place: { type: 'string' },
	status: { type: 'string', enum: ['open', 'closed'] },
	clock: {
		type: 'integer',
		description:
			'Everything here is true at this clock; it advances by one with each entry of the journal.'
	},
	last_at: {
		type: ['string', 'null'],
		description: 'When the last entry happened: ISO 8601 in the time of Viet Nam.'
	}
} as const;

const EVENT = {
	id: HEAD.id,
	name: HEAD.name,
	place: HEAD.place,
	organiser: { type: 'string' },
	status: HEAD.status,
	day: { type: 'integer', description: 'The day that is open, from 1.' },
	clock: HEAD.clock
} as const;

const object = (properties: Record<string, unknown>) => ({
	type: 'object',
	additionalProperties: false,
	required: Object.keys(properties),
	properties
});

const json = (schema: unknown) => ({ 'application/json': { schema } });
const ETAG = {
	ETag: {
		description: 'Sent back as If-None-Match it is answered by 304 while nothing has changed.',
		schema: { type: 'string' }
	}
};
const REFUSED = {
	'401': { description: 'No key, a wrong one, or one that was withdrawn.' },
	'429': { description: 'Too many requests; Retry-After says how many seconds to wait.' }
};

function columnSchema({ type, nullable, values, description }: FeedColumn) {
	return {
		type: nullable ? [type, 'null'] : type,
		...(values && { enum: values }),
		description
	};
}

const rowSchema = (table: FeedTable) =>
	object(Object.fromEntries(table.columns.map((column) => [column.name, columnSchema(column)])));

const schemaName = (name: string) => `row_${name.replaceAll('-', '_')}`;
const rowsOf = (name: string) => ({
	type: 'array',
	items: { $ref: `#/components/schemas/${schemaName(name)}` }
});

const ID = {
	name: 'id',
	in: 'path',
	required: true,
	schema: { type: 'string', pattern: '^[1-9]\\d{0,15}$' }
};

/** The feed as an OpenAPI 3.1 document, made from the same tables as its answers. */
export function openApi() {
	const tables: [string, FeedTable][] = Object.entries(FEED_TABLES);
	return {
		openapi: '3.1.0',
		info: {
			title: 'Ngày Hội: figures of field events',
			version: '1.0.0',
			description:
				'Read-only totals for an operations centre. Counts only: no citizen, no officer, no ticket. People, tickets, turns and results are different figures and are never added. At most 120 requests a minute for one key.'
		},
		servers: [{ url: '/api/open/v1' }],
		security: [{ key: [] }],
		paths: {
			'/openapi.json': {
				get: {
					summary: 'This document; needs no key.',
					security: [],
					responses: { '200': { description: 'OpenAPI 3.1', content: json({ type: 'object' }) } }
				}
			},
			'/field-events': {
				get: {
					summary: 'Field events that have opened, the newest first.',
					responses: {
						'200': {
							description: 'The list.',
							content: json(
								object({
									rows: { type: 'array', items: { $ref: '#/components/schemas/field_event' } }
								})
							)
						},
						...REFUSED
					}
				}
			},
			'/field-events/{id}': {
				get: {
					summary: 'All tables of one field event, true at one clock.',
					parameters: [ID],
					responses: {
						'200': {
							description: 'The figures.',
							headers: ETAG,
							content: json(
								object({
									...HEAD,
									...Object.fromEntries(tables.map(([name]) => [name, rowsOf(name)]))
								})
							)
						},
						'304': { description: 'Nothing has changed.' },
						'404': { description: 'No such field event has opened.' },
						...REFUSED
					}
				}
			},
			...Object.fromEntries(
				tables.map(([name, table]) => [`/field-events/{id}/${name}`, path(name, table)])
			)
		},
		components: {
			securitySchemes: {
				key: {
					type: 'http',
					scheme: 'bearer',
					description: 'A key that an organiser gives on the page "Dữ liệu mở" and may withdraw.'
				}
			},
			schemas: {
				field_event: object(EVENT),
				...Object.fromEntries(tables.map(([name, table]) => [schemaName(name), rowSchema(table)]))
			}
		}
	};
}

function path(name: string, table: FeedTable) {
	return {
		get: {
			summary: table.description,
			parameters: [
				ID,
				{
					name: 'format',
					in: 'query',
					description: 'csv: RFC 4180 with the columns in the order of the schema, UTF-8.',
					schema: { type: 'string', enum: ['json', 'csv'], default: 'json' }
				}
			],
			responses: {
				'200': {
					description: 'The rows.',
					headers: ETAG,
					content: {
						...json(object({ ...HEAD, rows: rowsOf(name) })),
						'text/csv': { schema: { type: 'string' } }
					}
				},
				'304': { description: 'Nothing has changed.' },
				'404': { description: 'No such field event has opened.' },
				...REFUSED
			}
		}
	};
}
