import { type Html, html } from "../template/html.ts";

/**
 * What makes a page live. The first script watches the page until the client, which runs when everything is there,
 * takes over: the parser only adds, so whatever is removed or marked anew was changed by a script.
 */
export function pageHead(client: string, nonce: string): Html {
  return html`<script nonce=${nonce}>{let o=liveloomEarly=new MutationObserver(l=>l.map(r=>(r.removedNodes[0]||r.attributeName)&&o.seen.push(r)));o.seen=[];o.observe(document,{childList:1,subtree:1,attributeFilter:["lv"]})}</script>
  <script type="module" src=${client} nonce=${nonce}></script>`;
}
