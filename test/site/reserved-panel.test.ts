import { h } from "preact";
import { render } from "preact-render-to-string";
import { describe, expect, it } from "vitest";
import { catalogue as parsed } from "../../src/catalogue/catalogue.ts";
import { publicCatalogue } from "../../src/catalogue/public-view.ts";
import { ReservedPanel } from "../../src/site/client/sessions/reserved-panel.tsx";
import type { ReservationAnswer } from "../../src/site/client/sessions/session-api.ts";
import {
  emptySessionForm,
  initialSessionState,
  type SessionForm,
} from "../../src/site/client/sessions/session-state.ts";

const HOUR_MS = 60 * 60_000;
const catalogue = publicCatalogue(parsed);
const experience = catalogue.experiences.find(({ slug }) => slug === "linocut-workshop");
if (experience === undefined) throw new Error("the catalogue has no workshop");

const asked: ReservationAnswer = {
  reservation: "res_1",
  status: "pending",
  bookingUrl: "https://x.example/bookings/res_1?token=t",
  responseDeadline: "2099-12-03T10:00:00Z",
};
const wish: SessionForm = {
  ...emptySessionForm,
  mode: "request",
  date: "2099-12-11",
  time: "11:00",
  participants: "2",
};

function seen(form: SessionForm, reserved: ReservationAnswer): string {
  const html = render(
    h(ReservedPanel, {
      page: {
        experience: experience as NonNullable<typeof experience>,
        contact: { email: "desk@example.org", phone: null },
        stripeJsUrl: "",
        today: "2099-12-01",
        hotel: null,
        isEmbedded: false,
      },
      state: { ...initialSessionState, form, reserved, phase: "reserved" },
      dispatch: () => undefined,
      reserved,
    }),
  );
  return html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
}

describe("after a request was sent", () => {
  it("the page repeats what was asked for: day, time, people and price", () => {
    const text = seen(wish, asked);
    expect(text).toContain("Request received");
    expect(text).toContain("Friday, December 11, 11:00 am – 1:00 pm");
    expect(text).toContain("2 people");
    expect(text).toContain("CA$90.00");
    expect(text).toContain("You then have 24 hours to do so.");
  });

  it("a time to pay that ends with the start is said to, and so is that it cannot be cancelled", () => {
    const startsAt = new Date(Date.now() + 5 * HOUR_MS);
    const day = (zone: string, style: object) =>
      new Intl.DateTimeFormat("en-CA", { timeZone: zone, hourCycle: "h23", ...style }).format(
        startsAt,
      );
    const soon = {
      ...wish,
      date: day("America/Vancouver", { year: "numeric", month: "2-digit", day: "2-digit" }),
      time: day("America/Vancouver", { hour: "2-digit", minute: "2-digit" }),
    };
    const text = seen(soon, { ...asked, responseDeadline: startsAt.toISOString() });
    expect(text).toContain("You then have until it starts to do so.");
    expect(text).toContain("so soon that it cannot be cancelled");
    expect(text).not.toContain("24 hours");
  });
});

it("after spots were taken the page repeats which", () => {
  const reserved: ReservationAnswer = {
    ...asked,
    status: "approved",
    paymentDeadline: "2099-12-02T10:00:00Z",
    paymentUrl: "https://pay.example",
  };
  const text = seen({ ...wish, mode: "session", session: "2099-12-12T10:00" }, reserved);
  expect(text).toContain("pay to confirm");
  expect(text).toContain("Saturday, December 12, 10:00 am – 12:00 pm");
});
