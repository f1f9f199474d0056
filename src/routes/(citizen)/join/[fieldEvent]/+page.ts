// One form and one answer: the page needs no JavaScript, so a phone on a bad line loads none.
export const csr = false;
