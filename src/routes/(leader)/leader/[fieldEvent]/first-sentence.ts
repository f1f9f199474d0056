/** What a public notice says happened, without what it then asks people to do: its first sentence. */
export function firstSentence(text: string): string {
	return text.split(/(?<=[.!?])\s/u)[0] ?? text;
}
