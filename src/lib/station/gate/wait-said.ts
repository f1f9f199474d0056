/** What a gate says of a queue: the wait of someone who takes a number now, or why there is none. */
export interface WaitSaid {
	text: string;
	/** The queue stands still or takes nobody: drawn with a mark, not by colour alone. */
	trouble: 'closed' | 'paused' | 'nobody' | null;
}
