import { expect, it } from "vitest";
import { hotelPage } from "../../src/sandbox/page/hotel-page.ts";

const publicBase = "http://localhost:8787";

it("the pretended hotel has pasted in the one line of the widget", () => {
  const html = hotelPage({ hotel: "grand-hotel", publicBase });
  expect(html).toContain(
    '<script src="http://localhost:8787/widget.js" data-hotel="grand-hotel" async></script>',
  );
  expect(html).toContain("<title>Grand Hotel</title>");
});

it.each(["", "Grand", '"><script>', "a--b", "../x"])("there is no hotel called %j", (hotel) => {
  expect(hotelPage({ hotel, publicBase })).toBeUndefined();
});
