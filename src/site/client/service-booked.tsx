import { render } from "preact";
import type { ServiceBookedPageData } from "../pages/service-booked-page.tsx";
import { pageData } from "./page-data.ts";
import { TripBooked } from "./service-booked/trip-booked.tsx";

const place = document.getElementById("confirmation");
if (place !== null) {
  place.textContent = "";
  render(<TripBooked page={pageData<ServiceBookedPageData>()} />, place);
}
