/*
 * Grants of numbers: a gate whose store may be wiped, requests that are lost, late or heard twice. A grant is absolute;
 * a new epoch begins above everything that was ever granted.
 */
#define LAST  12
#define STOCK 2              /* numbers that a station is to have at hand */
#define EPOCHS 3

byte epoch = 1;              /* of the device */
byte next = 0;               /* the number that it gives next, 0 before its first grant */
byte ceiling = 0;
bool given[LAST + 4];

byte holder = 0;             /* the hall: the epoch that holds the series */
byte granted = 0;            /* the highest number ever granted */

/* one request and one answer on their way, each of which may be heard several times */
byte askedEpoch = 0, askedNext = 0;
byte toldEpoch = 0, toldFrom = 0, toldTo = 0;

active proctype Everything() {
	do
	:: atomic { askedEpoch = epoch; askedNext = next }
	:: atomic { askedEpoch > 0 && granted < LAST ->
		if
		:: askedEpoch < holder -> skip           /* a closed epoch */
		:: askedEpoch > holder ->
			holder = askedEpoch;
#ifndef NO_BURN
			toldFrom = granted + 1;
#else
			toldFrom = 1;
#endif
			toldTo = toldFrom + STOCK - 1;
			granted = (granted > toldTo -> granted : toldTo);
			toldEpoch = askedEpoch
		:: askedEpoch == holder && askedNext > 0 ->
			if
#ifndef NO_IN_HAND
			:: (granted - (askedNext - 1)) * 2 >= STOCK -> toldTo = granted; toldEpoch = holder
			:: else -> toldTo = askedNext - 1 + STOCK; granted = toldTo; toldEpoch = holder
#else
			:: true -> toldTo = granted + STOCK; granted = toldTo; toldEpoch = holder
#endif
			fi
		:: else -> skip
		fi }
	:: atomic { toldEpoch > 0 && toldEpoch == epoch ->
		if
		:: ceiling == 0 -> next = toldFrom; ceiling = toldTo
		:: ceiling > 0 && toldTo > ceiling -> ceiling = toldTo
		:: else -> skip
		fi }
	:: atomic { ceiling > 0 && next <= ceiling && next <= LAST ->
		assert(!given[next]);
		given[next] = true;
		next++ }
	:: atomic { epoch < EPOCHS -> epoch++; next = 0; ceiling = 0 }     /* wiped */
	:: atomic { askedEpoch > 0 -> askedEpoch = 0; askedNext = 0 }      /* lost */
	:: atomic { toldEpoch > 0 -> toldEpoch = 0 }
	/* what is granted and not given of one epoch is never more than a stock and a half */
	:: atomic { ceiling > 0 -> assert(ceiling + 1 - next <= STOCK + 1 || next == 0) }
	od
}
