CREATE TABLE "board_watch" (
	"field_event_id" bigint NOT NULL,
	"screen_id" uuid NOT NULL,
	"board_id" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "board_watch_field_event_id_screen_id_pk" PRIMARY KEY("field_event_id","screen_id")
);
--> statement-breakpoint
CREATE TABLE "slip_key" (
	"field_event_id" bigint PRIMARY KEY NOT NULL,
	"public_key" text NOT NULL,
	"secret_key" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "joined_version" (
	"scope" text NOT NULL,
	"no" integer NOT NULL,
	"kind" text NOT NULL,
	"from" text NOT NULL,
	"to" text NOT NULL,
	"at" bigint NOT NULL,
	"figures" jsonb NOT NULL,
	"outstanding" jsonb NOT NULL,
	"frozen_by" uuid NOT NULL,
	"responsible" uuid,
	"responsible_at" timestamp with time zone,
	"letterhead" jsonb,
	"fields" jsonb,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "joined_version_scope_no_pk" PRIMARY KEY("scope","no")
);
--> statement-breakpoint
CREATE TABLE "station_code" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"field_event_id" bigint NOT NULL,
	"station" text NOT NULL,
	"place" jsonb NOT NULL,
	"may_be_cut_off" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"used_by" text
);
--> statement-breakpoint
CREATE TABLE "station_epoch" (
	"field_event_id" bigint NOT NULL,
	"station" text NOT NULL,
	"epoch" integer NOT NULL,
	"no" smallint NOT NULL,
	"public_key" text NOT NULL,
	"model" text NOT NULL,
	"may_be_cut_off" boolean NOT NULL,
	"enrolled_at" bigint NOT NULL,
	"revoked" boolean DEFAULT false NOT NULL,
	"contact_at" bigint NOT NULL,
	"whole_at" bigint NOT NULL,
	"unsent" integer DEFAULT 0 NOT NULL,
	"oldest" bigint,
	"kept" boolean NOT NULL,
	"battery" double precision,
	"charging" boolean,
	"build" text DEFAULT '' NOT NULL,
	CONSTRAINT "station_epoch_field_event_id_station_epoch_pk" PRIMARY KEY("field_event_id","station","epoch")
);
--> statement-breakpoint
CREATE TABLE "station_heard" (
	"field_event_id" bigint NOT NULL,
	"station" text NOT NULL,
	"epoch" integer NOT NULL,
	"last_seq" integer NOT NULL,
	CONSTRAINT "station_heard_field_event_id_station_epoch_pk" PRIMARY KEY("field_event_id","station","epoch")
);
--> statement-breakpoint
ALTER TABLE "quarantine" ADD COLUMN "station" text NOT NULL DEFAULT '';--> statement-breakpoint
ALTER TABLE "quarantine" ALTER COLUMN "station" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "quarantine" ADD COLUMN "epoch" integer NOT NULL DEFAULT 0;--> statement-breakpoint
ALTER TABLE "quarantine" ALTER COLUMN "epoch" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "quarantine" ADD COLUMN "seq" integer;--> statement-breakpoint
ALTER TABLE "quarantine" ADD COLUMN "settled" text;--> statement-breakpoint
ALTER TABLE "quarantine" ADD COLUMN "settled_by" text;--> statement-breakpoint
CREATE INDEX "board_watch_by_age" ON "board_watch" USING btree ("seen_at");