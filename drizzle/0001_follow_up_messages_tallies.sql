CREATE TABLE "follow_up_change" (
	"field_event_id" bigint NOT NULL,
	"ticket_id" uuid NOT NULL,
	"service_id" text NOT NULL,
	"ordinal" smallint NOT NULL,
	"no" integer NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"appointment_at" bigint,
	"appointment_place" text,
	"recorded_in" bigint NOT NULL,
	"at" bigint NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "follow_up_change_field_event_id_ticket_id_service_id_ordinal_no_pk" PRIMARY KEY("field_event_id","ticket_id","service_id","ordinal","no")
);
--> statement-breakpoint
CREATE TABLE "incident" (
	"field_event_id" bigint NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"pause_key" text,
	"incident_group" text NOT NULL,
	"started_at" bigint NOT NULL,
	"ended_at" bigint,
	"what" text NOT NULL,
	"cause" text NOT NULL,
	"proposal" text NOT NULL,
	"people" integer,
	"left_out" boolean DEFAULT false NOT NULL,
	CONSTRAINT "incident_field_event_id_id_pk" PRIMARY KEY("field_event_id","id"),
	CONSTRAINT "incident_one_per_pause" UNIQUE("field_event_id","pause_key")
);
--> statement-breakpoint
CREATE TABLE "leader_venue" (
	"account_id" uuid NOT NULL,
	"field_event_id" bigint NOT NULL,
	CONSTRAINT "leader_venue_account_id_field_event_id_pk" PRIMARY KEY("account_id","field_event_id")
);
--> statement-breakpoint
CREATE TABLE "hall_message" (
	"field_event_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"words" jsonb NOT NULL,
	"audience" text[] NOT NULL,
	"service_id" text,
	"since" bigint NOT NULL,
	"until" bigint NOT NULL,
	"ended_at" bigint,
	CONSTRAINT "hall_message_field_event_id_id_pk" PRIMARY KEY("field_event_id","id")
);
--> statement-breakpoint
CREATE TABLE "tally_point" (
	"field_event_id" bigint NOT NULL,
	"id" uuid NOT NULL,
	"label" text NOT NULL,
	"unit" text NOT NULL,
	"counts" text NOT NULL,
	"code_id" text NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"withdrawn" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tally_point_field_event_id_id_pk" PRIMARY KEY("field_event_id","id"),
	CONSTRAINT "tally_point_code_id_unique" UNIQUE("code_id")
);
--> statement-breakpoint
CREATE TABLE "tally_press" (
	"field_event_id" bigint NOT NULL,
	"operation_id" uuid NOT NULL,
	"point_id" uuid NOT NULL,
	"day" smallint NOT NULL,
	"half" smallint NOT NULL,
	"count" integer NOT NULL,
	"taken_back" boolean NOT NULL,
	"at" bigint NOT NULL,
	"by" text NOT NULL,
	CONSTRAINT "tally_press_field_event_id_operation_id_pk" PRIMARY KEY("field_event_id","operation_id")
);
--> statement-breakpoint
ALTER TABLE "conflict" ADD COLUMN "step_no" integer;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "put_off" jsonb;--> statement-breakpoint
ALTER TABLE "leader_venue" ADD CONSTRAINT "leader_venue_account_id_account_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."account"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "tally_press_by_point" ON "tally_press" USING btree ("field_event_id","point_id");