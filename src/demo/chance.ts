/** The demo day and the simulations draw as the planner does. */
export { Chance } from '#lib/core/planner/chance.ts';
