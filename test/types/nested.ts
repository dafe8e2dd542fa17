import { html, LiveView, nested } from "liveloom";
import { z } from "zod";

const place = z.object({ zone: z.string(), offset: z.number().default(0) });

class Clock extends LiveView<typeof place> {
  static params = place;
}

class Plain extends LiveView {}

const query = z.object({ page: z.coerce.number() });

class Paged extends LiveView<undefined, typeof query> {
  static query = query;
}

html`${nested(Plain)} ${nested(Plain, { key: 1 })}`;
html`${nested(Clock, { params: { zone: "Europe/Berlin" } })} ${nested(Clock, { key: "b", params: { zone: "x", offset: 1 } })}`;

// @ts-expect-error it needs params
nested(Clock);
// @ts-expect-error a param is missing
nested(Clock, { params: {} });
// @ts-expect-error a param is of another type
nested(Clock, { params: { zone: 1 } });
// @ts-expect-error it takes none
nested(Plain, { params: { zone: "x" } });
// @ts-expect-error it reads the query, which is the page's
nested(Paged);
// @ts-expect-error not a view
nested(Date);
