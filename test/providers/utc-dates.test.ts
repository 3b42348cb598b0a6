import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import standIn from "../../src/providers/twilio/utc-dates.ts";

type Dates = typeof standIn;

/** The library as Twilio's SDK finds and prepares it. */
const ofTwilio = createRequire(createRequire(import.meta.url).resolve("twilio"));
const dayjs: Dates & { extend(plugin: unknown): void } = ofTwilio("dayjs");
dayjs.extend(ofTwilio("dayjs/plugin/utc"));

describe("what stands for the date library in the bundle", () => {
  it.each(["Mon, 23 Nov 2026 15:04:05 +0000", "2026-11-23T15:04:05Z", "2026-11-23"])(
    "reads %s as the library does",
    (text) => {
      expect(standIn.utc(text).isValid()).toBe(true);
      expect(standIn.utc(text).toDate()).toEqual(dayjs.utc(text).toDate());
    },
  );

  it("knows what is no date", () => {
    expect(standIn.utc("soon").isValid()).toBe(false);
    expect(dayjs.utc("soon").isValid()).toBe(false);
  });

  it.each(["YYYY-MM-DD", "YYYY-MM-DD[T]HH:mm:ss[Z]"])(
    "writes %s as the library does",
    (pattern) => {
      const at = new Date("2026-03-08T09:59:59.999Z");
      expect(standIn.utc(at).format(pattern)).toBe(dayjs.utc(at).format(pattern));
    },
  );
});
