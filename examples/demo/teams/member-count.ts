/** "1 member", "2 members". */
export function memberCount(count: number): string {
  return `${count} ${count === 1 ? "member" : "members"}`;
}
