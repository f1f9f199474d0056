// What runs before anything is installed or built: plain JavaScript over Node's own modules.

/** Tells the person at the keyboard, Vietnamese first. @param {string} vi @param {string} en */
export function say(vi, en) {
	console.log(`${vi}\n${en}\n`);
}

/** Says why it cannot go on, and ends. @param {string} vi @param {string} en @returns {never} */
export function giveUp(vi, en) {
	console.error(`\n${vi}\n${en}`);
	process.exit(1);
}
