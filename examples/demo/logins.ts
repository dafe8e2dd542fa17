/** The accounts everybody can try. The password is for this demo only. */
export const demoPassword = "weaving-is-fun";

export const demoLogins = [
  { username: "sofia", about: "superuser: may do everything, and gives permissions on /people/" },
  { username: "amir", about: "team admin of Atlas: may remove members" },
  { username: "mina", about: "plain member of Atlas" },
] as const;
