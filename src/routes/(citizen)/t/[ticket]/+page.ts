import { dev } from '$app/environment';

// A phone loads neither the router nor the other pages' addresses: `phone-entry.ts` makes this page live, in two thirds
// of the bytes. While developing there is no such script, and the page comes alive as all others do.
export const csr = dev;
