import type { Sql } from 'postgres';
import type { Acknowledgement, Answer } from '#lib/core/answer.ts';
import type { Floor } from '#lib/core/floor.ts';
import type { Wish } from '#lib/core/wish.ts';
import type { Delivery } from '../floor/deliveries.ts';

/** What stations need of a field event in this process: its clerk, its committed floor, its hall time. */
export interface Desk {
	sql: Sql;
	fieldEventId: number;
	admit(delivery: Delivery): Promise<Acknowledgement | null>;
	take(command: { operationId: string; wish: Wish; by: string; at: number }): Promise<Answer>;
	/** Null when there is no such field event. */
	floor(): Promise<Floor | null>;
	now(): number;
	speed: number;
}
