import { describe, expect, it } from "vitest";
import { catalogue as parsed } from "../../src/catalogue/catalogue.ts";
import { publicCatalogue } from "../../src/catalogue/public-view.ts";
import { confirmationPage } from "../../src/site/pages/confirmation-page.tsx";
import { errorPage } from "../../src/site/pages/error-page.tsx";
import { homePage } from "../../src/site/pages/home-page.tsx";
import { notFoundPage } from "../../src/site/pages/not-found-page.tsx";
import { roomPage } from "../../src/site/pages/room-page.tsx";

const catalogue = publicCatalogue(parsed);
const [room] = catalogue.rooms;
if (room === undefined) throw new Error("the catalogue has no room");
const props = {
  catalogue,
  room,
  stripeJsUrl: "https://js.stripe.com/v3/",
  publishableKey: "pk_test_1",
  today: "2026-12-01",
};

const pages = {
  home: homePage({ catalogue }),
  room: roomPage(props),
  confirmation: confirmationPage({ catalogue }),
  "not found": notFoundPage({ catalogue }),
  error: errorPage({ catalogue }),
};

describe.each(Object.entries(pages))("the %s page", (_, html) => {
  it("is a whole document with a language, a title, a description and one heading of the first rank", () => {
    expect(html).toMatch(/^<!doctype html><html lang="en-CA">/);
    expect(html).toMatch(/<title>[^<]+<\/title>/);
    expect(html).toMatch(/<meta name="description" content="[^"]+"/);
    expect(html.match(/<h1[ >]/g)).toHaveLength(1);
  });

  it("lets the keyboard skip to the content", () => {
    expect(html).toContain('href="#main"');
    expect(html).toContain('<main id="main"');
  });

  it("runs and styles nothing inline, so that a strict content security policy holds", () => {
    expect(html).not.toMatch(/ on[a-z]+="/);
    expect(html).not.toMatch(/ style="/);
    expect(html).not.toMatch(/<style/);
    const scripts = html.match(/<script[^>]*>/g) ?? [];
    for (const script of scripts) expect(script).toMatch(/src="\/assets\/|application\/json/);
  });
});

describe("the home page", () => {
  it("links every bookable room by its name", () => {
    for (const { slug, name } of catalogue.rooms) {
      expect(pages.home).toContain(`<a href="/rooms/${slug}">${name}</a>`);
    }
  });

  it("links no room that cannot be booked", () => {
    const closed = { ...catalogue, rooms: [{ ...room, bookable: false }] };
    expect(homePage({ catalogue: closed })).not.toContain(`/rooms/${room.slug}`);
  });
});

describe("the room page", () => {
  it("publishes the refund policy beside the form", () => {
    for (const sentence of room.refundPolicy) expect(pages.room).toContain(sentence);
  });

  it("hands data to its script that cannot break out of it", () => {
    const name = "</script><script>alert(1)</script>";
    const html = roomPage({ ...props, room: { ...room, name } });
    const json = html.match(/id="page-data">(.*?)<\/script>/s)?.[1] ?? "";
    expect(JSON.parse(json)).toMatchObject({ room: { name }, today: "2026-12-01" });
    expect(html).not.toContain("<script>alert");
  });

  it("offers no form for a room that cannot be booked", () => {
    const html = roomPage({ ...props, room: { ...room, bookable: false } });
    expect(html).not.toContain('id="booking"');
    expect(html).toContain("Not open for booking");
  });
});

it("the confirmation page stays out of search engines and its address out of Referer", () => {
  expect(pages.confirmation).toContain('<meta name="robots" content="noindex"');
  expect(pages.confirmation).toContain('<meta name="referrer" content="no-referrer"');
});
