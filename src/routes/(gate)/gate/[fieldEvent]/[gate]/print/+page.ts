/** Paper has nothing to press: the page that asked for it prints it. */
export const csr = false;
