import type { AgeHint, Service, Words } from './catalogue.ts';

/** What a service minds about people of an age. */
export interface ServiceHint extends AgeHint {
	serviceId: string;
	name: Words;
}

/** The age hints of services in use, in their order, each service's youngest age first. */
export function ageHintsOf(services: readonly Service[]): ServiceHint[] {
	return services
		.filter((service) => !service.withdrawn)
		.flatMap(({ id, name, ageHints }) =>
			ageHints
				.toSorted((a, b) => a.under - b.under)
				.map((hint) => ({ ...hint, serviceId: id, name }))
		);
}

/**
 * Those that concern somebody who reaches `age` this year. Only the year of birth is known, so in the year of the
 * birthday the younger rule is shown as well.
 */
export function hintsAtAge(services: readonly Service[], age: number): ServiceHint[] {
	return ageHintsOf(services).filter((hint) => age <= hint.under);
}
