ALTER TABLE "conflict" ADD COLUMN "met" jsonb;--> statement-breakpoint
ALTER TABLE "conflict" ADD COLUMN "settled_by" text;--> statement-breakpoint
ALTER TABLE "conflict" ADD COLUMN "settled_at" bigint;--> statement-breakpoint
-- Who settled a conflict, and when, stands in the journal.
UPDATE "conflict" SET "settled_by" = j."by", "settled_at" = j."at"
FROM "journal" j
WHERE "conflict"."settled" AND j."field_event_id" = "conflict"."field_event_id"
	AND j."kind" = 'settled' AND j."fact" ->> 'operationId' = "conflict"."operation_id"::text;
