// Started before a program (`node --import`): its clock is off by as many ms as the file CLOCK_FILE says, from the moment
// when the file says so.
import { readFileSync } from 'node:fs';

const Right = Date;
let off = 0;

function look() {
	try {
		off = Number(readFileSync(String(process.env.CLOCK_FILE), 'utf8')) || 0;
	} catch {
		off = 0;
	}
}
look();
setInterval(look, 100).unref();

globalThis.Date = new Proxy(Right, {
	construct: (target, args, made) =>
		args.length > 0 ? Reflect.construct(target, args, made) : new Right(Right.now() + off),
	apply: () => new Right(Right.now() + off).toString(),
	get: (target, name) => (name === 'now' ? () => Right.now() + off : Reflect.get(target, name))
});
