CREATE TABLE "account" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"sign_in_name" text NOT NULL,
	"password_hash" text,
	"role" text NOT NULL,
	"field_event_id" bigint,
	"unit" text,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "account_sign_in_name_unique" UNIQUE("sign_in_name"),
	CONSTRAINT "account_role" CHECK ("account"."role" in ('organiser','supervisor','officer','gate','leader','board')),
	CONSTRAINT "account_field_event" CHECK (("account"."role" = 'organiser') = ("account"."field_event_id" is null)),
	CONSTRAINT "account_sign_in_name" CHECK ("account"."sign_in_name" = lower("account"."sign_in_name"))
);
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"actor_account_id" uuid,
	"kind" text NOT NULL,
	"detail" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "first_run" (
	"secret_hash" "bytea" PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" uuid NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"absolute_expires_at" timestamp with time zone NOT NULL,
	"device" text
);
--> statement-breakpoint
CREATE TABLE "sign_in_code" (
	"id" text PRIMARY KEY NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"account_id" uuid NOT NULL,
	"reusable" boolean NOT NULL,
	"opens" text,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "checklist_tick" (
	"field_event_id" bigint NOT NULL,
	"item" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" uuid NOT NULL,
	"by_hand" boolean NOT NULL,
	CONSTRAINT "checklist_tick_field_event_id_item_pk" PRIMARY KEY("field_event_id","item")
);
--> statement-breakpoint
CREATE TABLE "area" (
	"field_event_id" bigint NOT NULL,
	"id" text NOT NULL,
	"name" jsonb NOT NULL,
	"place" jsonb NOT NULL,
	"moved_at" bigint,
	"withdrawn" boolean NOT NULL,
	CONSTRAINT "area_field_event_id_id_pk" PRIMARY KEY("field_event_id","id")
);
--> statement-breakpoint
CREATE TABLE "board_view" (
	"field_event_id" bigint NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"shows" jsonb DEFAULT '{"services":[],"areas":[],"booths":[]}'::jsonb NOT NULL,
	"voice" boolean DEFAULT true NOT NULL,
	CONSTRAINT "board_view_field_event_id_id_pk" PRIMARY KEY("field_event_id","id")
);
--> statement-breakpoint
CREATE TABLE "booth" (
	"field_event_id" bigint NOT NULL,
	"id" text NOT NULL,
	"number" integer NOT NULL,
	"word" text NOT NULL,
	"area_id" text,
	"services" text[] NOT NULL,
	"seats" smallint NOT NULL,
	"preset_level" smallint,
	"unit" text NOT NULL,
	"withdrawn" boolean NOT NULL,
	"officers" text[] DEFAULT '{}' NOT NULL,
	"working" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"assignments" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "booth_field_event_id_id_pk" PRIMARY KEY("field_event_id","id")
);
--> statement-breakpoint
CREATE TABLE "conflict" (
	"field_event_id" bigint NOT NULL,
	"operation_id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"booth_id" text,
	"other_booth_id" text,
	"results" jsonb NOT NULL,
	"at" bigint NOT NULL,
	"by" text NOT NULL,
	"settled" boolean NOT NULL,
	CONSTRAINT "conflict_field_event_id_operation_id_pk" PRIMARY KEY("field_event_id","operation_id")
);
--> statement-breakpoint
CREATE TABLE "field_event" (
	"id" bigint PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"place" text NOT NULL,
	"organiser" text DEFAULT '' NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"day" smallint DEFAULT 0 NOT NULL,
	"rules" jsonb NOT NULL,
	"reach" jsonb NOT NULL,
	"identity_check" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "floor_clock" (
	"field_event_id" bigint PRIMARY KEY NOT NULL,
	"clock" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gate" (
	"field_event_id" bigint NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"kind" text NOT NULL,
	"paper" text NOT NULL,
	"slip" text NOT NULL,
	"withdrawn" boolean NOT NULL,
	CONSTRAINT "gate_field_event_id_id_pk" PRIMARY KEY("field_event_id","id")
);
--> statement-breakpoint
CREATE TABLE "identity_check" (
	"field_event_id" bigint NOT NULL,
	"day" smallint NOT NULL,
	"hmac" text NOT NULL,
	"ticket_id" uuid NOT NULL,
	CONSTRAINT "identity_check_field_event_id_day_hmac_pk" PRIMARY KEY("field_event_id","day","hmac")
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"one" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"kind" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"hall_anchor" bigint,
	"real_anchor" bigint,
	"hall_speed" double precision
);
--> statement-breakpoint
CREATE TABLE "journal" (
	"field_event_id" bigint NOT NULL,
	"clock" bigint NOT NULL,
	"operation_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"version" smallint NOT NULL,
	"at" bigint NOT NULL,
	"by" text NOT NULL,
	"fact" jsonb NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "journal_field_event_id_clock_pk" PRIMARY KEY("field_event_id","clock")
);
--> statement-breakpoint
CREATE TABLE "operation" (
	"field_event_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"by" text NOT NULL,
	"clock" bigint NOT NULL,
	"answer" jsonb NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "operation_field_event_id_id_pk" PRIMARY KEY("field_event_id","id")
);
--> statement-breakpoint
CREATE TABLE "pause" (
	"field_event_id" bigint NOT NULL,
	"scope" text NOT NULL,
	"id" text NOT NULL,
	"reason_id" text NOT NULL,
	"since" bigint NOT NULL,
	"until" bigint,
	CONSTRAINT "pause_field_event_id_scope_id_since_pk" PRIMARY KEY("field_event_id","scope","id","since")
);
--> statement-breakpoint
CREATE TABLE "personal_key" (
	"field_event_id" bigint PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"purge_after" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "quarantine" (
	"field_event_id" bigint NOT NULL,
	"operation_id" uuid NOT NULL,
	"body" jsonb NOT NULL,
	"why" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "quarantine_field_event_id_operation_id_pk" PRIMARY KEY("field_event_id","operation_id")
);
--> statement-breakpoint
CREATE TABLE "reason" (
	"field_event_id" bigint NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"internal" jsonb NOT NULL,
	"public" jsonb NOT NULL,
	"next_step" jsonb NOT NULL,
	"services" text[] NOT NULL,
	"position" integer NOT NULL,
	"withdrawn" boolean NOT NULL,
	CONSTRAINT "reason_field_event_id_id_pk" PRIMARY KEY("field_event_id","id")
);
--> statement-breakpoint
CREATE TABLE "recorded" (
	"field_event_id" bigint NOT NULL,
	"operation_id" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	"step_no" smallint NOT NULL,
	"turn_no" smallint NOT NULL,
	"booth_id" text NOT NULL,
	"by" text NOT NULL,
	"at" bigint NOT NULL,
	"day" smallint NOT NULL,
	"results" jsonb NOT NULL,
	"applied" boolean NOT NULL,
	"late" boolean NOT NULL,
	"fence" integer NOT NULL,
	CONSTRAINT "recorded_field_event_id_operation_id_ticket_id_pk" PRIMARY KEY("field_event_id","operation_id","ticket_id")
);
--> statement-breakpoint
CREATE TABLE "seat" (
	"field_event_id" bigint NOT NULL,
	"booth_id" text NOT NULL,
	"seat" smallint NOT NULL,
	"ticket_id" uuid NOT NULL,
	CONSTRAINT "seat_field_event_id_booth_id_seat_pk" PRIMARY KEY("field_event_id","booth_id","seat"),
	CONSTRAINT "seat_one_per_ticket" UNIQUE("field_event_id","ticket_id")
);
--> statement-breakpoint
CREATE TABLE "series" (
	"field_event_id" bigint NOT NULL,
	"day" smallint NOT NULL,
	"prefix" text NOT NULL,
	"holder" text NOT NULL,
	"next" integer NOT NULL,
	"ceiling" integer NOT NULL,
	"grants" jsonb NOT NULL,
	CONSTRAINT "series_field_event_id_day_prefix_pk" PRIMARY KEY("field_event_id","day","prefix")
);
--> statement-breakpoint
CREATE TABLE "service" (
	"field_event_id" bigint NOT NULL,
	"id" text NOT NULL,
	"name" jsonb NOT NULL,
	"counted_noun" jsonb NOT NULL,
	"unit" jsonb NOT NULL,
	"counts" text NOT NULL,
	"outcomes" text[] NOT NULL,
	"levels" smallint[] NOT NULL,
	"target" integer,
	"eligible" integer,
	"after" text[] NOT NULL,
	"needs" text[] NOT NULL,
	"also" text[] NOT NULL,
	"typical_ms" integer NOT NULL,
	"area_id" text,
	"bring" jsonb NOT NULL,
	"afterwards" jsonb NOT NULL,
	"pre_checks" jsonb NOT NULL,
	"asks_pre_checks" boolean NOT NULL,
	"age_hints" jsonb NOT NULL,
	"intake_open" boolean NOT NULL,
	"intake_quota" integer,
	"position" integer NOT NULL,
	"withdrawn" boolean NOT NULL,
	"priority_run" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "service_field_event_id_id_pk" PRIMARY KEY("field_event_id","id")
);
--> statement-breakpoint
CREATE TABLE "set_up_change" (
	"field_event_id" bigint NOT NULL,
	"no" integer NOT NULL,
	"at" bigint NOT NULL,
	"by" text NOT NULL,
	"fields" jsonb NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "set_up_change_field_event_id_no_pk" PRIMARY KEY("field_event_id","no")
);
--> statement-breakpoint
CREATE TABLE "station" (
	"field_event_id" bigint NOT NULL,
	"id" text NOT NULL,
	"epoch" integer NOT NULL,
	"place" jsonb NOT NULL,
	CONSTRAINT "station_field_event_id_id_pk" PRIMARY KEY("field_event_id","id")
);
--> statement-breakpoint
CREATE TABLE "step" (
	"field_event_id" bigint NOT NULL,
	"ticket_id" uuid NOT NULL,
	"no" smallint NOT NULL,
	"service_id" text NOT NULL,
	"people" smallint NOT NULL,
	"closed" text,
	"closed_by" uuid,
	"added_by" uuid,
	"stays_at" text,
	CONSTRAINT "step_field_event_id_ticket_id_no_pk" PRIMARY KEY("field_event_id","ticket_id","no")
);
--> statement-breakpoint
CREATE TABLE "ticket" (
	"field_event_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"day" smallint NOT NULL,
	"prefix" text NOT NULL,
	"number" integer NOT NULL,
	"gate_id" text NOT NULL,
	"lane" text NOT NULL,
	"party" smallint NOT NULL,
	"issued_at" bigint NOT NULL,
	"token" uuid NOT NULL,
	"reprints" smallint NOT NULL,
	"blank" boolean NOT NULL,
	"cancelled" boolean NOT NULL,
	"active" smallint,
	"undoable" jsonb,
	"fence" integer NOT NULL,
	"lease" jsonb,
	"provisional" boolean NOT NULL,
	"answers" jsonb NOT NULL,
	CONSTRAINT "ticket_field_event_id_id_pk" PRIMARY KEY("field_event_id","id"),
	CONSTRAINT "ticket_number_once" UNIQUE("field_event_id","day","prefix","number"),
	CONSTRAINT "ticket_token_once" UNIQUE("field_event_id","token")
);
--> statement-breakpoint
CREATE TABLE "ticket_token" (
	"field_event_id" bigint NOT NULL,
	"token" uuid NOT NULL,
	"ticket_id" uuid NOT NULL,
	CONSTRAINT "ticket_token_field_event_id_token_pk" PRIMARY KEY("field_event_id","token")
);
--> statement-breakpoint
CREATE TABLE "turn" (
	"field_event_id" bigint NOT NULL,
	"ticket_id" uuid NOT NULL,
	"step_no" smallint NOT NULL,
	"no" smallint NOT NULL,
	"state" text NOT NULL,
	"origin" text NOT NULL,
	"follows" uuid,
	"due_at" bigint NOT NULL,
	"rank_at" bigint NOT NULL,
	"booth_only" text,
	"held_until" bigint,
	"reason_id" text,
	"booth_id" text,
	"seat" smallint,
	"calls" smallint NOT NULL,
	"called_at" bigint,
	"started_at" bigint,
	"ended_at" bigint,
	"outcome" text,
	"late" boolean NOT NULL,
	"withdrawn" boolean NOT NULL,
	"missed_at" bigint,
	"missed" boolean NOT NULL,
	"served" boolean NOT NULL,
	"fence" integer NOT NULL,
	CONSTRAINT "turn_field_event_id_ticket_id_step_no_no_pk" PRIMARY KEY("field_event_id","ticket_id","step_no","no")
);
--> statement-breakpoint
CREATE TABLE "visitors" (
	"field_event_id" bigint NOT NULL,
	"operation_id" uuid NOT NULL,
	"gate_id" text NOT NULL,
	"day" smallint NOT NULL,
	"count" integer NOT NULL,
	"at" bigint NOT NULL,
	"applied" boolean NOT NULL,
	CONSTRAINT "visitors_field_event_id_operation_id_pk" PRIMARY KEY("field_event_id","operation_id")
);
--> statement-breakpoint
CREATE TABLE "feed_key" (
	"id" text PRIMARY KEY NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"label" text NOT NULL,
	"made_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"last_used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "leader_link" (
	"id" text PRIMARY KEY NOT NULL,
	"field_event_id" bigint NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"label" text NOT NULL,
	"made_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"opened" integer DEFAULT 0 NOT NULL,
	"last_opened_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "leader_link_watch" (
	"link_id" text NOT NULL,
	"node" text NOT NULL,
	"watching" integer NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "leader_link_watch_link_id_node_pk" PRIMARY KEY("link_id","node")
);
--> statement-breakpoint
CREATE TABLE "report_setting" (
	"field_event_id" bigint PRIMARY KEY NOT NULL,
	"letterhead" jsonb,
	"grades" jsonb
);
--> statement-breakpoint
CREATE TABLE "report_text" (
	"field_event_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"from" text NOT NULL,
	"fields" jsonb NOT NULL,
	CONSTRAINT "report_text_field_event_id_kind_from_pk" PRIMARY KEY("field_event_id","kind","from")
);
--> statement-breakpoint
CREATE TABLE "report_version" (
	"field_event_id" bigint NOT NULL,
	"no" integer NOT NULL,
	"kind" text NOT NULL,
	"from" text NOT NULL,
	"to" text NOT NULL,
	"clock" bigint NOT NULL,
	"at" bigint NOT NULL,
	"figures" jsonb NOT NULL,
	"outstanding" jsonb NOT NULL,
	"frozen_by" uuid NOT NULL,
	"responsible" uuid,
	"responsible_at" timestamp with time zone,
	"letterhead" jsonb,
	"fields" jsonb,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "report_version_field_event_id_no_pk" PRIMARY KEY("field_event_id","no")
);
--> statement-breakpoint
CREATE TABLE "satisfaction" (
	"field_event_id" bigint NOT NULL,
	"ticket_id" uuid NOT NULL,
	"opinion" text NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "satisfaction_field_event_id_ticket_id_pk" PRIMARY KEY("field_event_id","ticket_id")
);
--> statement-breakpoint
CREATE TABLE "unit" (
	"field_event_id" bigint NOT NULL,
	"name" text NOT NULL,
	"position" smallint NOT NULL,
	CONSTRAINT "unit_field_event_id_name_pk" PRIMARY KEY("field_event_id","name")
);
--> statement-breakpoint
CREATE TABLE "unit_target" (
	"field_event_id" bigint NOT NULL,
	"unit" text NOT NULL,
	"service_id" text NOT NULL,
	"target" integer,
	"eligible" integer,
	CONSTRAINT "unit_target_field_event_id_unit_service_id_pk" PRIMARY KEY("field_event_id","unit","service_id")
);
--> statement-breakpoint
CREATE TABLE "voice_clip" (
	"field_event_id" bigint NOT NULL,
	"key" text NOT NULL,
	"wav" "bytea" NOT NULL,
	"duration_ms" integer NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "voice_clip_field_event_id_key_pk" PRIMARY KEY("field_event_id","key")
);
--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_code" ADD CONSTRAINT "sign_in_code_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "step" ADD CONSTRAINT "step_field_event_id_ticket_id_ticket_field_event_id_id_fk" FOREIGN KEY ("field_event_id","ticket_id") REFERENCES "public"."ticket"("field_event_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "account_by_field_event" ON "account" USING btree ("field_event_id");--> statement-breakpoint
CREATE INDEX "audit_by_time" ON "audit" USING btree ("at");--> statement-breakpoint
CREATE INDEX "session_by_account" ON "session" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "session_by_expiry" ON "session" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sign_in_code_by_account" ON "sign_in_code" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "ticket_by_id" ON "ticket" USING btree ("id");--> statement-breakpoint
CREATE INDEX "ticket_by_token" ON "ticket" USING btree ("token");--> statement-breakpoint
CREATE INDEX "ticket_token_by_token" ON "ticket_token" USING btree ("token");--> statement-breakpoint
CREATE INDEX "leader_link_by_field_event" ON "leader_link" USING btree ("field_event_id");