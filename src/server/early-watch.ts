const code =
  "{document.currentScript.remove();let o=liveloomEarly=new MutationObserver(l=>l.map(r=>(r.removedNodes[0]||" +
  "r.attributeName)&&o.seen.push(r)));o.seen=[];o.observe(document,{childList:1,subtree:1,attributeFilter:['lv']})}";

/**
 * Puts a script beside a live root that watches the page until the client takes over. The parser only adds, so what
 * is removed or marked anew was changed by somebody else.
 *
 * Watching the parser at its work would slow it down by a tenth or more. The script therefore comes after the root, unless
 * there are scripts in there, which would run before it.
 * @param nonce in base64.
 */
export function withEarlyWatch(root: string, nonce: string): string {
  const watch = `<script nonce="${nonce}">${code}</script>`;
  return root.includes("<script") ? watch + root : root + watch;
}
