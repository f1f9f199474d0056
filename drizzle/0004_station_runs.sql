CREATE TABLE "station_run" (
	"field_event_id" bigint NOT NULL,
	"station" text NOT NULL,
	"epoch" integer NOT NULL,
	"boot" text NOT NULL,
	"after" text,
	"refused" boolean DEFAULT false NOT NULL,
	CONSTRAINT "station_run_field_event_id_station_epoch_boot_pk" PRIMARY KEY("field_event_id","station","epoch","boot"),
	CONSTRAINT "station_run_field_event_id_station_epoch_after_unique" UNIQUE("field_event_id","station","epoch","after")
);
