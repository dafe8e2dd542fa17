import { rendersAsDjango } from "../rendering.contract.ts";

rendersAsDjango([
  [
    "{{ a|date:'d D j l S w z W m n' }}",
    { a: new Date("2008-01-02T10:30:05.000Z") },
    "02 Wed 2 Wednesday nd 3 2 1 01 1",
  ],
  [
    "{{ a|date:'M N F E b t L o y Y' }}",
    { a: new Date("2008-01-02T10:30:05.000Z") },
    "Jan Jan. January January jan 31 True 2008 08 2008",
  ],
  [
    "{{ a|date:'a A f g G h H i s u' }}",
    { a: new Date("2008-01-02T10:30:05.000Z") },
    "a.m. AM 10:30 10 10 10 10 30 05 000000",
  ],
  [
    "{{ a|date:'P e I O T Z c r U' }}",
    { a: new Date("2008-01-02T10:30:05.000Z") },
    "10:30 a.m. UTC 0 +0000 UTC 0 2008-01-02T10:30:05+00:00 Wed, 02 Jan 2008 10:30:05 +0000 1199269805",
  ],
  [
    "{{ a|date:'d D j l S w z W m n' }}",
    { a: new Date("1999-12-31T00:00:00.000Z") },
    "31 Fri 31 Friday st 5 365 52 12 12",
  ],
  [
    "{{ a|date:'M N F E b t L o y Y' }}",
    { a: new Date("1999-12-31T00:00:00.000Z") },
    "Dec Dec. December December dec 31 False 1999 99 1999",
  ],
  [
    "{{ a|date:'a A f g G h H i s u' }}",
    { a: new Date("1999-12-31T00:00:00.000Z") },
    "a.m. AM 12 12 0 12 00 00 00 000000",
  ],
  [
    "{{ a|date:'P e I O T Z c r U' }}",
    { a: new Date("1999-12-31T00:00:00.000Z") },
    "midnight UTC 0 +0000 UTC 0 1999-12-31T00:00:00+00:00 Fri, 31 Dec 1999 00:00:00 +0000 946598400",
  ],
  [
    "{{ a|date:'d D j l S w z W m n' }}",
    { a: new Date("2024-02-29T12:00:59.120Z") },
    "29 Thu 29 Thursday th 4 60 9 02 2",
  ],
  [
    "{{ a|date:'M N F E b t L o y Y' }}",
    { a: new Date("2024-02-29T12:00:59.120Z") },
    "Feb Feb. February February feb 29 True 2024 24 2024",
  ],
  [
    "{{ a|date:'a A f g G h H i s u' }}",
    { a: new Date("2024-02-29T12:00:59.120Z") },
    "p.m. PM 12 12 12 12 12 00 59 120000",
  ],
  [
    "{{ a|date:'P e I O T Z c r U' }}",
    { a: new Date("2024-02-29T12:00:59.120Z") },
    "noon UTC 0 +0000 UTC 0 2024-02-29T12:00:59.120000+00:00 Thu, 29 Feb 2024 12:00:59 +0000 1709208059",
  ],
  ["{{ a|date }}", { a: new Date("2008-01-02T10:30:05.000Z") }, "Jan. 2, 2008"],
  ["{{ a|date }}", { a: null }, ""],
  ["{{ a|date }}", { a: "x" }, ""],
  ["{{ a|date }}", {}, ""],
  ["{{ a|date:'jS \\o\\f F' }}", { a: new Date("2008-01-02T10:30:05.000Z") }, "2nd of January"],
  ["{{ a|date:'jS \\o\\f F' }}", { a: new Date("2008-01-11T00:00:00.000Z") }, "11th of January"],
  ["{{ a|date:'jS \\o\\f F' }}", { a: new Date("2008-01-23T00:00:00.000Z") }, "23rd of January"],
  ["{{ a|date:'SHORT_DATE_FORMAT' }}", { a: new Date("2008-01-02T10:30:05.000Z") }, "01/02/2008"],
  ["{{ a|date:'DATETIME_FORMAT' }}", { a: new Date("1999-12-31T00:00:00.000Z") }, "Dec. 31, 1999, midnight"],
  ["{{ a|time }}", { a: new Date("2008-01-02T10:30:05.000Z") }, "10:30 a.m."],
  ["{{ a|time }}", { a: new Date("1999-12-31T00:00:00.000Z") }, "midnight"],
  ["{{ a|time }}", { a: new Date("2024-02-29T12:00:59.120Z") }, "noon"],
  ["{{ a|time:'H:i' }}", { a: new Date("2008-01-02T10:30:05.000Z") }, "10:30"],
  [
    "{{ a|timesince:b }}",
    { a: new Date("2020-01-01T00:00:00.000Z"), b: new Date("2021-03-05T04:00:00.000Z") },
    "1 year, 2 months",
  ],
  [
    "{{ a|timesince:b }}",
    { a: new Date("2020-01-31T00:00:00.000Z"), b: new Date("2020-03-01T00:00:00.000Z") },
    "1 month",
  ],
  [
    "{{ a|timesince:b }}",
    { a: new Date("2020-01-01T00:00:00.000Z"), b: new Date("2020-01-01T00:00:30.000Z") },
    "0 minutes",
  ],
  [
    "{{ a|timesince:b }}",
    { a: new Date("2020-01-02T00:00:00.000Z"), b: new Date("2020-01-01T00:00:00.000Z") },
    "0 minutes",
  ],
  [
    "{{ a|timesince:b }}",
    { a: new Date("2020-01-01T00:00:00.000Z"), b: new Date("2020-01-16T03:00:00.000Z") },
    "2 weeks, 1 day",
  ],
  [
    "{{ a|timesince:b }}",
    { a: new Date("2020-01-01T00:00:00.000Z"), b: new Date("2020-01-01T01:00:00.000Z") },
    "1 hour",
  ],
  [
    "{{ a|timesince:b }}",
    { a: new Date("2020-01-01T00:00:00.000Z"), b: new Date("2020-01-03T00:07:00.000Z") },
    "2 days",
  ],
  [
    "{{ a|timesince:b }}",
    { a: new Date("2019-12-15T09:00:00.000Z"), b: new Date("2021-01-15T08:00:00.000Z") },
    "1 year",
  ],
  [
    "{{ a|timeuntil:b }}",
    { a: new Date("2021-03-05T04:00:00.000Z"), b: new Date("2020-01-01T00:00:00.000Z") },
    "1 year, 2 months",
  ],
  [
    "{{ a|timeuntil:b }}",
    { a: new Date("2020-01-01T00:00:00.000Z"), b: new Date("2020-01-09T00:00:00.000Z") },
    "0 minutes",
  ],
  ["{{ a|timesince }}", { a: "" }, ""],
]);
