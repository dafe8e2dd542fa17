/** The login page's address with a way back: `/accounts/login/?next=/teams/1/`. */
export function loginAddress(loginPath: string, next: string): string {
  return `${loginPath}?next=${encodeURIComponent(next).replaceAll("%2F", "/")}`;
}
