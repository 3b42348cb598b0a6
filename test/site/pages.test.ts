import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { catalogue as parsed } from "../../src/catalogue/catalogue.ts";
import { publicCatalogue } from "../../src/catalogue/public-view.ts";
import { englishWords } from "../../src/http/links/supplier-words-en.ts";
import { italianWords } from "../../src/http/links/supplier-words-it.ts";
import { confirmationPage } from "../../src/site/pages/confirmation-page.tsx";
import { errorPage } from "../../src/site/pages/error-page.tsx";
import { experiencePage } from "../../src/site/pages/experience-page.tsx";
import { guestBookingPage } from "../../src/site/pages/guest-booking-page.tsx";
import { homePage } from "../../src/site/pages/home-page.tsx";
import { linkPage } from "../../src/site/pages/link-page.tsx";
import { notFoundPage } from "../../src/site/pages/not-found-page.tsx";
import { roomPage } from "../../src/site/pages/room-page.tsx";
import { serviceBookedPage } from "../../src/site/pages/service-booked-page.tsx";
import { servicePage } from "../../src/site/pages/service-page.tsx";
import { widgetPage } from "../../src/site/pages/widget-page.tsx";
import { sampleTransport as service } from "./sample-service.ts";

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

const [experience] = catalogue.experiences;
if (experience === undefined) throw new Error("the catalogue has no experience");
const sessionProps = {
  catalogue,
  stripeJsUrl: "https://js.stripe.com/v3/",
  today: "2026-12-01",
};
const link = {
  operator: catalogue.operator,
  frame: englishWords.frame,
  title: "Accept this request?",
  sentences: ["The guest gets a link to pay."],
  details: [{ label: "Day", value: "Saturday, December 12, 2026" }],
  action: { label: "Accept the request", href: "/api/reservations/res_1/accept?token=a.b.c&x=1" },
};

const pages = {
  home: homePage({ catalogue }),
  room: roomPage(props),
  confirmation: confirmationPage({ catalogue }),
  "not found": notFoundPage({ catalogue }),
  error: errorPage({ catalogue }),
  experience: experiencePage({ ...sessionProps, experience }),
  "guest's booking": guestBookingPage({
    catalogue,
    experience,
    retired: false,
    reservation: "res_1",
  }),
  link: linkPage(link),
  service: servicePage({ catalogue, service, today: "2026-12-01" }),
  "booked trip": serviceBookedPage({ catalogue, service }),
};

describe.each(Object.entries(pages))("the %s page", (_, html) => {
  it("is a whole document with a language, a title, a description and one heading of the first rank", () => {
    expect(html).toMatch(/^<!doctype html><html lang="en-CA"[ >]/);
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
  expect(pages.confirmation).toContain('<meta name="referrer" content="same-origin"');
});

describe("the page of an experience", () => {
  it("names the price, the meeting point, what to bring and the way to cancel", () => {
    expect(pages.experience).toContain(experience.meetingPoint);
    for (const thing of experience.whatToBring) expect(pages.experience).toContain(thing);
    expect(pages.experience).toContain("Cancel up to 7 days before it starts");
  });

  it("tells whoever runs no scripts what to do before the place that stays empty then", () => {
    const html = pages.experience;
    const notice = html.indexOf("<noscript>");
    expect(notice).toBeGreaterThan(html.indexOf('id="book-title"'));
    expect(notice).toBeLessThan(html.indexOf('id="booking"'));
    const styles = readFileSync("src/site/client/styles/room.css", "utf8");
    expect(styles).toMatch(/@media \(scripting: none\) \{\s*\.booking-place \{\s*display: none;/);
  });

  it("is linked from the home page by its name", () => {
    for (const { slug, name } of catalogue.experiences) {
      expect(pages.home).toContain(`<a href="/experiences/${slug}">${name}</a>`);
    }
  });
});

describe("the pages of a service", () => {
  it("are their operator's: name, colour and contact, with the venue as the place of sale", () => {
    for (const html of [pages.service, pages["booked trip"]]) {
      expect(html).toContain('<html lang="en-CA" data-accent="#0f6b5c">');
      expect(html).toContain('<a class="brand" href="/services/coast-transfers">Coast Drivers</a>');
      expect(html).toContain("mailto:hello@coast.example");
      expect(html).not.toContain(catalogue.operator.email);
      expect(html).toContain(`<a href="/">${catalogue.operator.name}</a>`);
    }
  });

  it("are in their operator's English, which is what their scripts write dates by", () => {
    const operator = { ...service.operator, locale: "en-TT" };
    const html = servicePage({ catalogue, service: { ...service, operator }, today: "2026-12-01" });
    expect(html).toMatch(/^<!doctype html><html lang="en-TT"/);
    expect(html).toContain('<meta property="og:locale" content="en_TT"/>');
  });

  it("set the colour before anything is painted, and only where there is one", () => {
    const script = '<script src="/assets/brand.js"></script>';
    expect(pages.service.indexOf(script)).toBeLessThan(pages.service.indexOf("styles.css"));
    const { accent: _none, ...plain } = service;
    const html = servicePage({ catalogue, service: plain, today: "2026-12-01" });
    expect(html).not.toMatch(/data-accent|brand\.js/);
  });

  it("publish every price, the rules, the hold and the refund policy", () => {
    expect(pages.service).toContain("$420 for your group");
    expect(pages.service).toContain("$85 a passenger");
    expect(pages.service).toContain("We keep your trip for 30 minutes while you pay.");
    for (const sentence of service.refundPolicy) expect(pages.service).toContain(sentence);
  });

  it("keep the address of a paid trip, which opens it, out of search engines and Referer", () => {
    expect(pages["booked trip"]).toContain('<meta name="robots" content="noindex"');
    expect(pages["booked trip"]).toContain('<meta name="referrer" content="same-origin"');
    expect(pages.service).not.toContain("noindex");
  });

  it("are linked from the home page, which has no such section without services", () => {
    const html = homePage({ catalogue: { ...catalogue, services: [service] } });
    expect(html).toContain('<a href="/services/coast-transfers">Coast Transfers</a>');
    expect(homePage({ catalogue: { ...catalogue, services: [] } })).not.toContain("transport");
  });
});

describe("the page of a class", () => {
  it("says for how long its spots are held while it is paid, as the catalogue has it", () => {
    const choir = { ...experience, checkout: "payment-intent" as const, holdMinutes: 20 };
    const html = experiencePage({ ...sessionProps, experience: choir });
    expect(html).toContain("Your spots are held for 20 minutes while you pay.");
  });
});

describe("the page behind a link in an email", () => {
  it("has one button, with the focus, in a form that posts", () => {
    expect(pages.link.match(/<form method="post"/g)).toHaveLength(1);
    expect(pages.link.match(/<button/g)).toHaveLength(1);
    expect(pages.link).toMatch(/<button type="submit"[^>]*autofocus[^>]*>Accept the request</);
    expect(pages.link).toContain('action="/api/reservations/res_1/accept?token=a.b.c&amp;x=1"');
  });

  it("has no script at all: nothing can press the button but a person", () => {
    expect(pages.link).not.toContain("<script");
  });

  it("has no form when there is nothing to do", () => {
    const { action: _none, ...answer } = link;
    expect(linkPage({ ...answer, title: "Already accepted" })).not.toMatch(/<form|<button/);
  });

  it("is in the language of its reader, and says so; the venue's frame stays in its own", () => {
    const html = linkPage({ ...link, frame: italianWords.frame });
    expect(html).toMatch(/^<!doctype html><html lang="it-IT"[ >]/);
    expect(html).toContain("Prima di premere il pulsante non succede nulla.");
    expect(html).toContain("Domande? Scrivi a");
    expect(html).toMatch(/<header class="masthead" lang="en-CA"/);
    expect(html).toMatch(/<footer [^>]*lang="en-CA"/);
  });

  it("keeps its address, which is a key, out of search engines and Referer", () => {
    expect(pages.link).toContain('<meta name="robots" content="noindex"');
    expect(pages.link).toContain('<meta name="referrer" content="same-origin"');
  });

  it("shows a guest's words as text", () => {
    const details = [{ label: "Guest", value: "<img src=x onerror=alert(1)>" }];
    expect(linkPage({ ...link, details })).toContain("&lt;img src=x");
  });
});

describe("the widget", () => {
  const html = widgetPage({ ...sessionProps, hotel: { slug: "grand-hotel", name: "Grand Hotel" } });

  it("has neither our head nor our foot", () => {
    expect(html).not.toMatch(/<header|<footer/);
  });

  it("without scripts is a list of links that leave the frame and name the hotel", () => {
    for (const { slug } of catalogue.experiences) {
      expect(html).toContain(
        `<a href="/experiences/${slug}?hotel=grand-hotel" target="_blank" rel="noopener">`,
      );
    }
  });
});

it("the guest's booking page says nothing of the booking before the token was checked", () => {
  const json = pages["guest's booking"].match(/id="page-data">(.*?)<\/script>/s)?.[1] ?? "";
  const handed = ["contact", "experience", "reservation", "retired"];
  expect(Object.keys(JSON.parse(json)).sort()).toEqual(handed);
  expect(pages["guest's booking"]).toContain('<meta name="referrer" content="same-origin"');
});
