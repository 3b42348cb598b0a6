import { describe, expect, test } from "vitest";
import type { Extra, ExtraAnswers } from "../../src/domain/extras.ts";
import { extrasInWords, validateExtras } from "../../src/domain/extras.ts";

const sonic: Extra[] = [
  { id: "showName", label: "Show name", required: true, type: "text", maxLength: 20 },
  { id: "groupSize", label: "Group size", required: true, type: "number", minimum: 1, maximum: 4 },
  {
    id: "setChoice",
    label: "Set",
    required: true,
    type: "choice",
    options: [
      { id: "sofa", label: "Sofa and lamps" },
      { id: "round", label: "Round table" },
    ],
  },
  { id: "rawFiles", label: "Raw files", required: false, type: "flag" },
];
const complete: ExtraAnswers = { showName: "Picket Line", groupSize: 3, setChoice: "sofa" };

function codes(answers: ExtraAnswers | undefined, extras = sonic): string[] {
  const decision = validateExtras(extras, answers);
  return decision.ok ? [] : decision.violations.map(({ field, code }) => `${field} ${code}`);
}

describe("required answers", () => {
  test("are all named when missing, also when no answers came at all", () => {
    const all = [
      "extras.showName missing-extra",
      "extras.groupSize missing-extra",
      "extras.setChoice missing-extra",
    ];
    expect(codes(undefined)).toEqual(all);
    expect(codes({})).toEqual(all);
  });

  test("are not given by space alone", () => {
    expect(codes({ ...complete, showName: "  " })).toEqual(["extras.showName missing-extra"]);
  });

  test("must be yes where a yes is required", () => {
    const rules: Extra[] = [{ id: "rules", label: "House rules", required: true, type: "flag" }];
    expect(codes({ rules: false }, rules)).toEqual(["extras.rules missing-extra"]);
    expect(codes({ rules: true }, rules)).toEqual([]);
  });

  test("a room that asks nothing is content with nothing", () => {
    expect(validateExtras([], undefined)).toEqual({ ok: true, answers: {} });
  });
});

describe("answers of the wrong kind", () => {
  test.each<[string, ExtraAnswers]>([
    ["showName", { ...complete, showName: "x".repeat(21) }],
    ["showName", { ...complete, showName: "Two\nlines" }],
    ["showName", { ...complete, showName: 7 }],
    ["showName", { ...complete, showName: true }],
    ["groupSize", { ...complete, groupSize: 0 }],
    ["groupSize", { ...complete, groupSize: 5 }],
    ["groupSize", { ...complete, groupSize: 2.5 }],
    ["groupSize", { ...complete, groupSize: Number.NaN }],
    ["groupSize", { ...complete, groupSize: "3" }],
    ["setChoice", { ...complete, setChoice: "beach" }],
    ["setChoice", { ...complete, setChoice: 0 }],
    ["rawFiles", { ...complete, rawFiles: "yes" }],
  ])("%s is refused in %j", (id, answers) => {
    expect(codes(answers)).toEqual([`extras.${id} bad-extra`]);
  });

  test("the edges of text and number are accepted", () => {
    expect(codes({ ...complete, showName: "x".repeat(20), groupSize: 1 })).toEqual([]);
    expect(codes({ ...complete, groupSize: 4 })).toEqual([]);
  });
});

test("unknown answers are refused, also those named like parts of every object", () => {
  expect(codes({ ...complete, price: 0 })).toEqual(["extras.price unknown-extra"]);
  expect(codes({ ...complete, constructor: "x" })).toEqual(["extras.constructor unknown-extra"]);
  const withPrototype: ExtraAnswers = JSON.parse('{"__proto__": "x"}');
  expect(codes(withPrototype, [])).toEqual(["extras.__proto__ unknown-extra"]);
});

test("accepted answers are trimmed, and empty optional text is left out", () => {
  const extras: Extra[] = [
    { id: "showName", label: "Show", required: true, type: "text", maxLength: 20 },
    { id: "guest", label: "Guest", required: false, type: "text", maxLength: 20 },
  ];
  expect(validateExtras(extras, { showName: "  Picket Line ", guest: " " })).toEqual({
    ok: true,
    answers: { showName: "Picket Line" },
  });
});

test("answers are told in the words and the order in which they were asked", () => {
  expect(
    extrasInWords(sonic, { setChoice: "sofa", rawFiles: true, showName: "Picket Line" }),
  ).toEqual([
    { label: "Show name", value: "Picket Line" },
    { label: "Set", value: "Sofa and lamps" },
    { label: "Raw files", value: "Yes" },
  ]);
});
