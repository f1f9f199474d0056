import type { Server as HttpServer } from 'node:http';
import type { Server as HttpsServer, ServerOptions } from 'node:https';
import type { Actor } from '#lib/server/account/actor.ts';
import type { LiveSession } from '#lib/server/account/session.ts';

declare global {
	namespace App {
		interface Locals {
			actor: Actor;
			session: LiveSession | null;
			sessionLapsed: boolean;
			/** This database is marked as demo. */
			demo: boolean;
		}
		interface Error {
			message: string;
		}
		interface PageData {
			/** Set by the root layout for every page. */
			demo?: boolean;
		}
	}

	/** What server.js hands to the app once it listens. */
	interface AppHost {
		/** server.js goes on when these are settled. */
		wait(promise: Promise<unknown>): void;
		http: HttpServer;
		port: number;
		/** `http://localhost:3000` */
		localUrl: string;
		lanUrls: string[];
		/** Prints a line under the addresses. */
		announce(line: string): void;
		serveHttps(tls: ServerOptions): Promise<{ server: HttpsServer; port: number; urls: string[] }>;
	}

	namespace NodeJS {
		interface Process {
			once(event: 'app:serve', act: (host: AppHost) => void): this;
			once(event: 'app:shutdown', act: (wait: (promise: Promise<unknown>) => void) => void): this;
		}
	}
}

export {};
