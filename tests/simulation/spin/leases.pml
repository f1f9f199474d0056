/*
 * Leases and deliveries of the stations' protocol, small enough to look at every state: two tickets, three booths.
 * Messages are lost, doubled and late; time is only the order of events. A rule that is left out by a macro (-DNO_...)
 * must be missed: the search then finds what the rule is there for.
 */
#define TICKETS 2
#define BOOTHS  3
#define CELLS   6            /* booth * TICKETS + ticket */
/* Leases of one ticket, at most: by hand there are states enough with one. */
#ifdef BY_HAND
#define FENCES  1
#else
#define FENCES  2
#endif

byte lease[TICKETS];         /* the hall: booth + 1, 0 nobody */
byte fence[TICKETS];
byte calledBy[TICKETS];      /* booth + 1, 0 not called */
bool ended[TICKETS];
byte counted[TICKETS];       /* results that count */
bool conflict[TICKETS];

bool inFlight[CELLS];        /* a lease on its way to the booth */
bool live[CELLS];            /* the booth may call on it */
bool inTime[CELLS];          /* an answer now would still be live: counted from when it was asked for */
bool didCall[CELLS];
bool didEnd[CELLS];
bool heardCall[CELLS];
bool heardEnd[CELLS];

#ifdef NO_LEASE
#define UNLEASED(t) true
#else
#define UNLEASED(t) (lease[t] == 0)
#endif
#ifdef NO_MARGIN
#define STOPPED(c)  true
#else
#define STOPPED(c)  (!live[c])
#endif
#ifdef NO_DEDUPE
#define AGAIN(c)    false
#else
#define AGAIN(c)    (heardEnd[c])
#endif
#ifdef NO_CONFLICT
#define TELL(t)     skip
#else
#define TELL(t)     conflict[t] = true
#endif
#ifdef NO_OVERRULING
#define ONCE_MORE(t) counted[t]++
#else
#define ONCE_MORE(t) skip
#endif

inline anyTicket(t) { if :: t = 0 :: t = 1 fi }
inline anyBooth(b) { if :: b = 0 :: b = 1 :: b = 2 fi }

active proctype Everything() {
	byte b, t, c;
	do
	:: atomic {
		anyBooth(b); anyTicket(t); c = b * TICKETS + t;
		if
		/* the hall gives a lease */
		:: calledBy[t] == 0 && !ended[t] && fence[t] < FENCES && UNLEASED(t) ->
			fence[t]++; lease[t] = b + 1; inFlight[c] = true; inTime[c] = true
		/* the hall ends a lease: only when all of it is over, and the booth stops well before */
		:: lease[t] == b + 1 && calledBy[t] == 0 && STOPPED(c) -> lease[t] = 0; inTime[c] = false
		/* the answer arrives, too late to be live or in time; or is lost */
		:: inFlight[c] -> inFlight[c] = false; live[c] = inTime[c]
		:: inFlight[c] -> inFlight[c] = false
		/* the booth's own clock: over */
		:: live[c] -> live[c] = false
		/* somebody works at the booth */
		:: live[c] && !didCall[c] && !didEnd[c] -> didCall[c] = true; live[c] = false
		:: didCall[c] && !didEnd[c] -> didEnd[c] = true
#ifdef BY_HAND
		:: !didCall[c] && !didEnd[c] -> didEnd[c] = true
#endif
		/* the hall hears of a call, for the first time or again */
		:: didCall[c] ->
			if
			:: heardCall[c] || ended[t] -> skip
			:: !heardCall[c] && !ended[t] && calledBy[t] == 0 -> calledBy[t] = b + 1; lease[t] = 0
			:: !heardCall[c] && !ended[t] && calledBy[t] != 0 -> TELL(t)
			fi;
			heardCall[c] = true
		/* the hall hears of an end, after the call if there was one */
		:: didEnd[c] && (heardCall[c] || !didCall[c]) ->
			if
			:: AGAIN(c) -> skip
			:: !AGAIN(c) && !ended[t] ->
				if
				:: calledBy[t] != 0 && calledBy[t] != b + 1 -> TELL(t)
				:: else -> skip
				fi;
				ended[t] = true; lease[t] = 0; counted[t]++
			:: !AGAIN(c) && ended[t] && heardEnd[c] -> counted[t]++      /* the same one, done once more */
			:: !AGAIN(c) && ended[t] && !heardEnd[c] -> TELL(t); ONCE_MORE(t)
			fi;
			heardEnd[c] = true
		:: else -> skip
		fi;
		assert(counted[t] <= 1);
		assert(!(heardEnd[t] + heardEnd[2 + t] + heardEnd[4 + t] > 1 && !conflict[t]));
		assert(!(heardEnd[t] + heardEnd[2 + t] + heardEnd[4 + t] > 0 && !ended[t]));
#ifndef BY_HAND
		/* without work by hand two booths never call one ticket, and nothing ever conflicts */
		assert(didCall[t] + didCall[2 + t] + didCall[4 + t] <= 1 || fence[t] > 1);
		assert(live[t] + live[2 + t] + live[4 + t] <= 1);
#endif
		c = 0; b = 0; t = 0 }
	od
}
