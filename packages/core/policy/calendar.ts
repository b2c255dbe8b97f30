/** The working calendars that a policy can name: the countries, and their states, whose public holidays are known. Kept as a list, because the holidays themselves are large and read only when days are counted. */
import { LOCALES } from '../text/locale.ts';
import { nearest } from './problem.ts';

/** As `date-holidays` knows them; a test holds the list to it. States follow a colon. */
const KNOWN = `AD:03,07 AE AG:10 AI AL AM AO AR AS AT:1,2,3,4,5,6,7,8,9 AU:ACT,NSW,NT,QLD,SA,TAS,VIC,WA AW AX AZ BA:BIH,BRC,SRP BB BD BE:BRU,DE,VLG,WAL BF BG BH BI
BJ BL BM BN BO:B,C,H,L,N,O,P,S,T BQ:BO,SA,SE BR:AC,AL,AM,AP,BA,CE,DF,ES,GO,MA,MG,MS,MT,PA,PB,PE,PI,PR,RJ,RN,RO,RR,RS,SC,SE,SP,TO BS BW BY BZ
CA:AB,BC,MB,NB,NL,NS,NT,NU,ON,PE,QC,SK,YT CC CD CF CG CH:ZH,BE,LU,UR,SZ,OW,NW,GL,ZG,FR,SO,BS,BL,SH,AR,AI,SG,GR,AG,TG,TI,VD,VS,NE,GE,JU CI
CK CL:AP,BI,NU,TA CM CN CO CR CU CV:S CW CX CY CZ
DE:BB,BE,BW,BY,HB,HE,HH,MV,NI,NW,RP,SH,SL,SN,ST,TH DJ DK DM DO DZ EC:P EE EG EH ER ES:AN,AR,AS,CB,CE,CL,CM,CN,CT,EX,GA,IB,MC,MD,ML,NC,PV,RI,VC ET FI
FJ FO FR:57,67,68,YT,MQ,GP,GF,RE,MF,BL GA GB:ALD,ENG,NIR,SCT,WLS GD GE GF GG GH GI GL GM GN GP GQ GR GT:1 GU GW GY HK HN HR:17,19 HT HU
IC:EH,FU,GC,LG,LP,LA,TE ID IE IL IM IN:AN,AP,AR,AS,BR,CH,CT,DD,DL,DN,GA,GJ,HP,HR,JK,KA,KL,LD,MH,ML,MN,MP,MZ,NL,OR,PB,PY,RJ,SK,TG,TN,TR,UP,UT,WB IR IS
IT:21,25,32,52,62,82 JE JM JP KE KM KN KR KY KZ LC LI LK LR LS LT LU LV LY MA MC MD:CA,CU ME MF MG MK ML MQ MR MS MT MU MW MX
MY:10,11,12,13,14,15,16,01,02,03,04,05,06,07,08,09 MZ NA NC NE NF NG NI NL:GR,NH,ZH NO
NZ:AUK,BOP,CAN,CIT,GIS,HKB,MBH,MWT,NSN,NTL,OTA,STL,TAS,TKI,WKO,WGN,WTC PA PE:CUS PF PH PK:BA,GB,IS,JK,KP,PB,SD PL PM PR PT PY RE RO RS
RU:AD,AL,BA,BEL,BRY,BU,CE,CR,CU,DA,IN,IRK,KB,KC,KDA,KL,KO,KR,MR,NO,OMS,PNZ,SA,SAR,SEV,STA,TA,TY,ZAB RW SA SC SD SE SG SH:AC,HL,TA SI SJ SK SL SM SN
SO:AW,SA,SO,TO,WO SR SS ST SV:SS SX SZ TC TD TG TH TN TO TR TT TW TZ UA UG
US:AL,AK,AZ,AR,CA,CO,CT,DE,DC,FL,GA,HI,ID,IL,IN,IA,KS,KY,LA,ME,MD,MA,MI,MN,MS,MO,MT,NE,NV,NH,NJ,NM,NY,NC,ND,OH,OK,OR,PA,RI,SC,SD,TN,TX,UT,VT,VA,WA,WV,WI,WY
UY UZ VA VC VE:B,G,K,M,N,S,V VG VI VN VU WF XK YT ZA ZM ZW`;

const STATES: ReadonlyMap<string, readonly string[]> = new Map(
  KNOWN.split(/\s+/).map((one) => {
    const [country = '', states = ''] = one.split(':');
    return [country, states === '' ? [] : states.split(',')];
  }),
);

/** `CN`, or `DE-BY` for a country's state. */
export function isCalendar(name: string): boolean {
  if (name === 'none') return true;
  const [country = '', state, ...more] = name.split('-');
  const states = STATES.get(country);
  return states !== undefined && more.length === 0 && (state === undefined || states.includes(state));
}

/** The calendar that was probably meant: the same in capitals, a known country's nearest state, or a country by its name in either language. */
export function calendarMeant(name: string): string | undefined {
  const capitals = name.trim().toUpperCase();
  if (isCalendar(capitals)) return capitals;
  const [country = '', state] = capitals.split('-');
  const states = STATES.get(country);
  if (!states || state === undefined) return countryNamed(name.trim());
  const found = nearest(state, states);
  return found === undefined ? country : `${country}-${found}`;
}

/** Also by a code that people use beside the country's own, such as `UK`. */
function countryNamed(name: string): string | undefined {
  const own = /^[A-Z]{2}$/i.test(name) ? new Intl.Locale(`und-${name}`).region : undefined;
  if (own !== undefined) return STATES.has(own) ? own : undefined;
  for (const locale of LOCALES) {
    const names = new Intl.DisplayNames(locale, { type: 'region' });
    const named = new Map([...STATES.keys()].map((code) => [names.of(code) ?? code, code]));
    const found = nearest(name, [...named.keys()]);
    // A letter more or less makes a short name another country's.
    if (found !== undefined && (found === name || found.length > 4)) return named.get(found);
  }
  return undefined;
}
