import { render } from "preact";
import type { RoomPageData } from "../pages/room-page.tsx";
import { Booking } from "./booking/booking.tsx";
import { pageData } from "./page-data.ts";

const place = document.getElementById("booking");
if (place !== null) {
  place.textContent = "";
  render(<Booking page={pageData<RoomPageData>()} />, place);
}
