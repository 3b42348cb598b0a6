import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/catalogue/catalogue.ts";
import { type PublicRoom, publicCatalogue } from "../../src/catalogue/public-view.ts";
import {
  checkForm,
  extraAnswers,
  holdRequestOf,
  missingForQuote,
  slotOf,
} from "../../src/site/client/booking/booking-request.ts";
import { type BookingForm, emptyForm } from "../../src/site/client/booking-state.ts";

const [first] = publicCatalogue(catalogue).rooms;
if (first === undefined) throw new Error("the catalogue has no room");
const room: PublicRoom = {
  ...first,
  capacity: 4,
  extras: [
    { id: "showName", label: "Show", required: true, type: "text", maxLength: 80 },
    { id: "groupSize", label: "Group", required: true, type: "number", minimum: 1, maximum: 4 },
    { id: "rawFiles", label: "Raw files", required: false, type: "flag" },
  ],
};
const filled: BookingForm = {
  ...emptyForm,
  dates: ["2026-12-07"],
  start: "09:00",
  end: "12:00",
  attendees: "4",
  extras: { showName: "Overtime", groupSize: "3", rawFiles: false },
  name: " Ada Byron ",
  email: "ada@example.org",
};

describe("what is sent", () => {
  it("has numbers as numbers, and neither empty answers nor boxes left empty", () => {
    const form = { ...filled, extras: { showName: "", groupSize: "3", rawFiles: false } };
    expect(extraAnswers(room, form)).toEqual({ groupSize: 3 });
  });

  it("never has a price: the server decides it", () => {
    const slot = slotOf(room, filled);
    if (slot === undefined) throw new Error("the form is complete");
    expect(holdRequestOf(slot, filled)).toEqual({
      room: room.slug,
      dates: ["2026-12-07"],
      start: "09:00",
      end: "12:00",
      attendees: 4,
      extras: { showName: "Overtime", groupSize: 3 },
      customer: { name: "Ada Byron", email: "ada@example.org" },
    });
  });

  it.each([
    ["days", { dates: [] }],
    ["a start", { start: "" }],
    ["an end", { end: "" }],
    ["people", { attendees: "" }],
  ])("asks for no price without %s", (_, missing) => {
    expect(slotOf(room, { ...filled, ...missing })).toBeUndefined();
  });
});

describe("what a price needs", () => {
  it("is everything that it depends on, required extras included", () => {
    expect(missingForQuote(room, emptyForm)).toEqual([
      "your days",
      "your times",
      "how many people come",
      "“Show”",
      "“Group”",
    ]);
  });

  it("is not the guest's name", () => {
    expect(missingForQuote(room, { ...filled, name: "", email: "" })).toEqual([]);
  });
});

describe("what is checked before sending", () => {
  it("has nothing against a complete form", () => {
    expect(checkForm(room, filled)).toEqual([]);
  });

  it("names every missing field, in the order of the page", () => {
    expect(checkForm(room, emptyForm).map(({ field }) => field)).toEqual([
      "dates",
      "attendees",
      "extras.showName",
      "extras.groupSize",
      "name",
      "email",
    ]);
  });

  it("asks for the start only when days are picked, and for the end only after the start", () => {
    const fieldsOf = (change: Partial<BookingForm>) =>
      checkForm(room, { ...filled, ...change }).map(({ field }) => field);
    expect(fieldsOf({ start: "", end: "" })).toEqual(["start"]);
    expect(fieldsOf({ end: "" })).toEqual(["end"]);
  });

  it.each([
    ["attendees", { attendees: "5" }],
    ["attendees", { attendees: "2.5" }],
    ["email", { email: "ada@example" }],
    ["email", { email: "ada example.org" }],
  ])("refuses %s of %j", (field, change) => {
    expect(checkForm(room, { ...filled, ...change }).map((each) => each.field)).toEqual([field]);
  });
});
