/** The HTML as somebody would write it who has no use for the client's markers. */
export function withoutMarkers(html: string): string {
  return html.replace(/<!--[[\]]-->| lv(=e)?(?=[ >])/g, "");
}
