/** Makes that many, so many at a time. */
export async function inBatches<Item>(
  count: number,
  size: number,
  make: (index: number) => Promise<Item>,
): Promise<Item[]> {
  const items: Item[] = [];
  while (items.length < count) {
    const batch = Array.from({ length: Math.min(size, count - items.length) }, (_, at) =>
      make(items.length + at),
    );
    items.push(...(await Promise.all(batch)));
  }
  return items;
}
