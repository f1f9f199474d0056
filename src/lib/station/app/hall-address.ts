import type { Contact } from '#lib/core/station/contact.ts';
import { contact, type Asking, type Contacted } from './send-contact.ts';
import type { Known, StoredEpoch } from './station-store.ts';

/** How an https address is written when a person types it: `192.168.1.5:3443` will do. Null when it is none. */
export function originOf(typed: string): string | null {
	const text = typed.trim();
	// Some browsers take a sentence for a host's name.
	if (/\s/.test(text)) return null;
	const url = URL.parse(text.includes('://') ? text : `https://${text}`);
	return url?.protocol === 'https:' && url.hostname !== '' ? url.origin : null;
}

/**
 * Where the hall's server is spoken to. It is first the address that this page came from; but a laptop that is carried
 * into another network gets another one, and the page and its store belong to the old one for good. So whenever nobody
 * answers, all addresses that are known are asked at once, and the first that answers is the server's from then on.
 */
export class HallAddress {
	private now: string;

	constructor(
		private readonly epoch: StoredEpoch,
		private readonly known: () => Known,
		private readonly keep: (address: string) => Promise<unknown>
	) {
		this.now = known().address ?? location.origin;
	}

	/** The server's address, as far as this station knows. */
	get current(): string {
		return this.now;
	}

	/** Somebody says where the server is now. */
	async useFromNow(origin: string): Promise<void> {
		this.now = origin;
		await this.keep(origin);
	}

	/** One contact at the address that answered last. */
	speak(body: Contact, asking: Asking): Promise<Contacted> {
		return contact(this.now, this.epoch, body, asking);
	}

	/** The same contact at every address that is known; nothing in a contact is harmed by being said twice. */
	async look(body: Contact, asking: Asking): Promise<Contacted> {
		const known = [this.now, location.origin, ...(this.known().pack.addresses ?? [])];
		const tries = [...new Set(known)].map(async (origin) => ({
			origin,
			contacted: await contact(origin, this.epoch, body, asking)
		}));
		const answered = tries.map(async (trying) => {
			const tried = await trying;
			return tried.contacted.ok ? tried : Promise.reject(new Error('no answer'));
		});
		try {
			const { origin, contacted } = await Promise.any(answered);
			if (origin !== this.now) await this.useFromNow(origin);
			return contacted;
		} catch {
			// What another machine says that happens to be there now is nothing to this station.
			return (await tries[0]!).contacted;
		}
	}
}
