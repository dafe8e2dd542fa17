import { euros, type Order, type OrderLine, totalOf } from "../pages/order.ts";
import type { OrdersMessage } from "../pages/orders-message.ts";

const article = template(
  '<article id="" class=""><h2><a> </a> <small> </small></h2><ul></ul><p class="total"> </p></article>',
);
const noteParagraph = template('<p class="note"> </p>');
const item = template("<li> <i> </i></li>");

/** The page of orders, kept up to date by code that knows it. */
export function ordersByHand(root: Element): (message: string) => void {
  const main = find(root, "main");
  const [count, sum] = [find(root, "header p").firstChild as Text, find(root, "header b").firstChild as Text];
  const articles: HTMLElement[] = [];

  const append = (orders: readonly Order[]): void => {
    const made = orders.map(articleOf);
    articles.push(...made);
    const fragment = document.createDocumentFragment();
    for (const element of made) fragment.append(element);
    main.append(fragment);
  };

  const swap = (upper: number, lower: number): void => {
    const [first, second] = [articles[upper], articles[lower]];
    if (!first || !second) return;
    const after = second.nextSibling;
    main.insertBefore(second, first);
    main.insertBefore(first, after);
    [articles[upper], articles[lower]] = [second, first];
  };

  return (text) => {
    const message: OrdersMessage = JSON.parse(text);
    count.data = `${message.count} orders, `;
    sum.data = message.sum;
    if (message.append) append(message.append);
    for (const { index, quantity, total } of message.changed ?? []) {
      const element = articles[index];
      if (element) change(element, quantity, total);
    }
    if (message.swap) swap(...message.swap);
    if (message.remove !== undefined)
      for (const element of articles.splice(message.remove, 1)) element.remove();
    if (message.clear) {
      main.textContent = "";
      articles.length = 0;
    }
  };
}

function change(element: HTMLElement, quantity: number, total: string): void {
  const line = element.querySelector("li")?.firstChild as Text;
  line.data = line.data.replace(/^\d+/, String(quantity));
  (element.lastElementChild?.firstChild as Text).data = total;
}

function articleOf(order: Order): HTMLElement {
  const element = copy(article);
  element.id = `order-${order.id}`;
  element.className = `order ${order.status}`;
  const heading = element.firstChild as HTMLElement;
  const link = heading.firstChild as HTMLAnchorElement;
  link.setAttribute("href", `/orders/${order.id}`);
  (link.firstChild as Text).data = order.customer;
  (heading.lastChild?.firstChild as Text).data = order.status;
  const list = heading.nextSibling as HTMLElement;
  for (const line of order.lines) list.append(itemOf(line));
  (element.lastChild?.firstChild as Text).data = euros(totalOf(order));
  if (order.note !== "") {
    const paragraph = copy(noteParagraph);
    (paragraph.firstChild as Text).data = order.note;
    list.before(paragraph);
  }
  return element;
}

function itemOf({ quantity, article: name, price }: OrderLine): HTMLElement {
  const element = copy(item);
  (element.firstChild as Text).data = `${quantity} × ${name} `;
  (element.lastChild?.firstChild as Text).data = euros(price);
  return element;
}

function template(html: string): HTMLTemplateElement {
  const element = document.createElement("template");
  element.innerHTML = html;
  return element;
}

function copy({ content }: HTMLTemplateElement): HTMLElement {
  return content.firstElementChild?.cloneNode(true) as HTMLElement;
}

function find(root: Element, selector: string): HTMLElement {
  return root.querySelector(selector) as HTMLElement;
}
