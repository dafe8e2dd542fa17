/** Some large cities: name, country, people in millions. */
const lines = `Tokyo, Japan, 37.1
Delhi, India, 33.8
Shanghai, China, 29.9
Dhaka, Bangladesh, 23.9
São Paulo, Brazil, 22.8
Cairo, Egypt, 22.6
Mexico City, Mexico, 22.5
Beijing, China, 22.2
Mumbai, India, 21.7
Osaka, Japan, 18.9
Chongqing, China, 17.8
Karachi, Pakistan, 17.6
Kinshasa, DR Congo, 17.0
Lagos, Nigeria, 16.5
Istanbul, Turkey, 16.0
Buenos Aires, Argentina, 15.6
Kolkata, India, 15.6
Manila, Philippines, 14.9
Guangzhou, China, 14.6
Lahore, Pakistan, 14.4
Bangalore, India, 14.0
Rio de Janeiro, Brazil, 13.8
Moscow, Russia, 12.7
Chennai, India, 12.1
Bogotá, Colombia, 11.7
Jakarta, Indonesia, 11.4
Lima, Peru, 11.4
Paris, France, 11.3
Bangkok, Thailand, 11.2
Hyderabad, India, 11.1
Seoul, South Korea, 10.0
London, United Kingdom, 9.7
Luanda, Angola, 9.7
Tehran, Iran, 9.6
Ho Chi Minh City, Vietnam, 9.6
Kuala Lumpur, Malaysia, 8.8
Dar es Salaam, Tanzania, 8.2
Baghdad, Iraq, 8.0
New York, United States, 7.9
Riyadh, Saudi Arabia, 7.8
Santiago, Chile, 6.9
Madrid, Spain, 6.8
Toronto, Canada, 6.4
Johannesburg, South Africa, 6.3
Singapore, Singapore, 6.1
Barcelona, Spain, 5.7
Nairobi, Kenya, 5.5
Saint Petersburg, Russia, 5.6
Sydney, Australia, 5.2
Accra, Ghana, 2.7
Los Angeles, United States, 3.8
Berlin, Germany, 3.6
Casablanca, Morocco, 3.9
Rome, Italy, 4.3
Athens, Greece, 3.2
Lisbon, Portugal, 3.0
Vienna, Austria, 2.0
Warsaw, Poland, 1.8
Stockholm, Sweden, 1.7
Oslo, Norway, 1.1
Zürich, Switzerland, 1.4
Dublin, Ireland, 1.3
Reykjavík, Iceland, 0.2`;

export interface City {
  readonly name: string;
  readonly country: string;
  readonly millions: number;
}

const cities: readonly City[] = lines.split("\n").map((line) => {
  const [name = "", country = "", millions] = line.split(", ");
  return { name, country, millions: Number(millions) };
});

/** Letters as people type them: "sao" finds São Paulo. */
const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Cities with the text in their name or country, those that begin with it first, then the largest. */
export function findCities(text: string): City[] {
  const wanted = plain(text.trim());
  if (!wanted) return [];
  const rank = ({ name, millions }: City) => (plain(name).startsWith(wanted) ? 1_000 : 0) + millions;
  return cities
    .filter(({ name, country }) => plain(`${name} ${country}`).includes(wanted))
    .sort((one, other) => rank(other) - rank(one))
    .slice(0, 8);
}
