import type { SubmitFunction } from '@sveltejs/kit';
import type { TableRefusal } from '#lib/server/setup/read-table.ts';

/**
 * The form of a file: sent in the background, with the file still chosen when it comes back, because a file that was
 * looked at is sent again to be imported.
 */
export class ImportForm {
	/** Which button is on its way. */
	busy = $state<'look' | 'run' | null>(null);
	/** What is wrong before anything is sent. */
	refused = $state.raw<TableRefusal | null>(null);
	/** The file did not arrive: the network, or a file that was saved anew after it was chosen. */
	lost = $state(false);
	/** Another file than the one that was looked at is chosen. */
	another = $state(false);

	constructor(private readonly mostBytes: number) {}

	choose = (): void => {
		this.another = true;
		this.refused = null;
		this.lost = false;
	};

	submit: SubmitFunction = ({ cancel, formData, action }) => {
		const file = formData.get('file');
		this.lost = false;
		this.refused = this.judge(file);
		if (this.busy || this.refused) return cancel();
		this.busy = action.search.includes('run') ? 'run' : 'look';
		return async ({ result, update }) => {
			this.busy = null;
			if (result.type === 'error') {
				this.lost = true;
				return;
			}
			this.another = false;
			const isImported = result.type === 'success' && this.isDone(result.data);
			await update({ reset: isImported });
		};
	};

	private judge(file: FormDataEntryValue | null): TableRefusal | null {
		if (!(file instanceof File) || file.name === '') return { code: 'no-file' };
		if (file.size > this.mostBytes) return { code: 'too-large', limit: this.mostBytes };
		return null;
	}

	private isDone(data: unknown): boolean {
		return (data as { shown?: { did?: string } } | undefined)?.shown?.did === 'imported';
	}
}
