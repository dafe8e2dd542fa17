export { Navigation } from "../navigation/navigation.ts";
