import { render } from "preact";
import type { WidgetPageData } from "../pages/widget-page.tsx";
import { pageData } from "./page-data.ts";
import { HotelWidget } from "./widget/hotel-widget.tsx";
import { reportHeight } from "./widget/report-height.ts";

const place = document.getElementById("widget");
if (place !== null) {
  place.textContent = "";
  render(<HotelWidget page={pageData<WidgetPageData>()} />, place);
}
reportHeight();
