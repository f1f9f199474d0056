ALTER TABLE "conflict" ADD COLUMN "step_no" integer;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "put_off" jsonb;