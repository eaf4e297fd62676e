//! The English words around figures, by what they do. Data only.

use super::language::*;

/// Number words below a hundred.
pub(crate) const SMALL_NUMBERS: &[(&str, i128)] = &[
    ("zero", 0),
    ("nil", 0),
    ("nought", 0),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fourty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

/// Verbs whose `up` or `down` makes no change of what follows.
pub(crate) const PARTICLE_VERBS: &[&str] = &[
    "made", "make", "makes", "making", "took", "take", "takes", "taking", "set", "sets", "picked",
    "signed", "ended", "gave", "opened", "lined", "rounded", "bought", "turned", "showed", "used",
    "shut", "closed", "gunned", "mowed", "shot", "tore", "torn", "burned", "blew", "held", "broke",
];

/// The tables of English.
pub(crate) static ENGLISH: Language = Language {
    code: "en",
    tables: &[
        (
            MONTH,
            "january february march april may june july august september october november \
             december jan feb mar apr jun jul aug sep sept oct nov dec",
        ),
        (
            WEEKDAY,
            "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs \
             fri sat sun",
        ),
        (
            TIME_UNIT,
            "second seconds minute minutes min mins hour hours hr hrs day days night nights week \
             weeks weekend weekends fortnight fortnights month months quarter quarters year years \
             yr yrs decade decades century centuries millennium millennia generation generations \
             season seasons semester semesters",
        ),
        (
            ORDINAL,
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth \
             thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth \
             thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth \
             thousandth millionth firstly secondly thirdly",
        ),
        (
            NAME,
            "channel boeing airbus antonov tupolev ilyushin apollo route highway motorway flight \
             article articles section sections chapter chapters table tables figure figures fig \
             figs annex appendix paragraph paragraphs clause clauses part parts book volume vol \
             page pages pg pp line lines item items step steps phase phases stage stages level \
             levels grade grades class category categories type group groups team zone zones \
             sector sectors district districts block building gate platform room floor school \
             hospital ward unit reactor regiment brigade battalion division corps squadron \
             formula windows android ios iphone galaxy python java level tier round day \
             game week episode series season number radio studio area pier bus tram line exit \
             junction pier terminal track lane camp plant lot slide question figure box chart \
             graph map note footnote verse psalm fiscal error code size row column bulletin \
             station postcode zip ftse nasdaq dax cac nikkei stoxx ibex asx russell fortune stoxx sensex kospi \
             island islands photo image picture video street road avenue chapter apartment suite \
             camp ward",
        ),
        (
            DOCUMENT,
            "resolution resolutions directive directives regulation regulations decree decrees \
             law laws order orders act acts bill case cases docket file document documents no nos \
             nr nrs isbn issn doi protocol decision decisions ordinance statute convention \
             circular licence license permit patent invoice ticket passport id ref reference \
             report standard iso rfc proposition amendment rule rules",
        ),
        (
            YEAR_BEFORE,
            "in since until till before after during by from through throughout early late mid \
             year years spring summer autumn fall winter circa fy of between pre post around \
             january february march april may june july august september october november \
             december jan feb mar apr jun jul aug sep sept oct nov dec",
        ),
        (
            STOP,
            "a an the this that these those and or but nor so yet if then than as at by for from in \
             into of off on onto out over per to toward towards under until unto up upon via with \
             within without about above across after against along amid among around before \
             behind below beneath beside besides between beyond despite down during except inside \
             near outside past since through throughout till versus while when where which who \
             whom whose why how what because although though whereas whether however therefore \
             meanwhile is are was were be been being am has have had having do does did will would \
             shall should can could may might must ought not never also only just even still \
             include includes included need needs already now today yesterday tomorrow here there they he she it we you i them him her \
             us me his its their our your my both either neither each every any all some no none \
             such including included excluding plus minus less more most fewer least very too ago \
             later earlier ever once twice again away apart together respectively alone compared \
             according due instead rather altogether overall came went took made said says told \
             saw got became remain remained remains live lived lives died die fled fell rose grew \
             voted turned began left lost won beat",
        ),
        (
            AUXILIARY,
            "is are was were be been being has have had will would could",
        ),
        (
            COUNTED,
            "people persons men women children civilians soldiers servicemen troops personnel \
             deaths cases casualties injuries fatalities victims survivors infections patients \
             residents citizens individuals families households villages houses homes buildings \
             schools hospitals settlements graves bodies remains corpses prisoners hostages \
             captives detainees refugees workers employees students teachers doctors nurses \
             officers police members voters votes seats ballots candidates delegates passengers \
             tourists visitors migrants migrants farmers businesses companies firms shops jobs \
             vehicles cars trucks tanks aircraft ships boats missiles rockets drones shells mines \
             bombs attacks strikes incidents accidents crashes arrests crimes murders tests doses \
             vaccinations beds goals points runs wickets medals matches games tickets copies units \
             homes flats apartments acres hectares animals cattle sheep pigs birds trees species \
             tons tonnes barrels books documents complaints claims applications reports girls boys \
             babies infants adults minors pensioners fighters militants rebels terrorists \
             protesters demonstrators journalists fans spectators athletes players",
        ),
        (
            ONE_COUNTED,
            "person man woman child civilian soldier serviceman trooper death case casualty injury \
             fatality victim survivor infection patient resident citizen individual family \
             household village house home building school hospital settlement grave body corpse \
             prisoner hostage captive detainee refugee worker employee student teacher doctor nurse \
             officer policeman policewoman member voter vote seat ballot candidate delegate \
             passenger tourist visitor migrant farmer business company firm shop job vehicle car \
             truck tank aircraft ship boat missile rocket drone mine bomb attack incident accident \
             crash arrest crime murder test dose bed goal point run wicket medal match game ticket \
             copy unit flat apartment animal bird tree book document complaint claim girl boy baby \
             infant adult minor pensioner fighter militant rebel terrorist protester demonstrator \
             journalist fan spectator athlete player firefighter pilot driver helicopter plane",
        ),
        (
            AGED,
            "people persons men women children adults those them anyone everyone residents citizens \
             patients boys girls pensioners workers youths teenagers adolescents voters drivers \
             infants kids males females students individuals pupils",
        ),
        (
            RACE,
            "race races hurdles sprint sprints freestyle backstroke breaststroke butterfly medley \
             relay steeplechase dash champion title final finals heats hurdler sprinter",
        ),
        (POINTER, "these those both all such either"),
        (
            SPORT,
            "won win wins beat beats defeat defeated defeating victory lost lose draw drew tie tied \
             score scored scoreline lead leading led trailed trailing final semifinal penalties \
             shootout match game set sets aggregate thrashed edged kickoff halftime home",
        ),
        (
            ABBREVIATION,
            "mr mrs ms dr prof sr jr st no nos nr vs etc eg ie approx ca c fig figs vol pp p art \
             sec gen lt col maj capt sgt rev hon gov sen rep dept est inc ltd co corp jan feb mar \
             apr jun jul aug sep sept oct nov dec mt ft u s e.g i.e cf al ed",
        ),
        (LAYOUT, "px em rem pt pts vh vw dpi ppi fps kb mb gb tb"),
        (
            PHONE,
            "tel telephone phone phones call fax mobile hotline whatsapp dial helpline ext \
             extension sms",
        ),
        (
            NO_HEAD,
            "arms sports sales ss less across always perhaps armed news politics economics \
             thus plus previous various serious numerous religious famous dangerous precious \
             is was has its his this us business express process access press congress progress \
             mass cross class glass loss illness dress address basis crisis analysis series \
             status virus bus campus census consensus afterwards towards besides indigenous \
             human-rights overseas headquarters homeless jobless stateless infectious suspicious",
        ),
        (
            ONE_IDIOM,
            "thing way side hand point day time another reason example example's of who which \
             must should can could may might would will cannot needs has is was were by or and \
             but such more less less's where that if as does did knows thinks sees could's year \
             week month hour minute moment final last single-handedly stop off only",
        ),
        (
            MOVED,
            "from by rose fell increased decreased grew dropped climbed declined gained shed jumped \
             slipped surged plunged soared sank rises falls up down cut raised reduced",
        ),
        (
            PARTICIPLE,
            "found left shot held hit sent taken killed lost won put cut hurt born burnt torn \
             known seen shown given chosen frozen stolen unearthed beaten bitten driven done gone \
             made paid sold built dug freed hanged laid brought caught",
        ),
        (
            TIME_FILLER,
            "full whole consecutive straight long more past last first working calendar school \
             additional successive further fiscal solid extra",
        ),
        (
            COMPOUND,
            "bed seat member person man strong storey story room page mile kilometre kilometer \
             metre meter tonne ton unit point percent per man-strong country nation state vehicle \
             acre hectare foot fold million billion thousand euro dollar pound goal vote",
        ),
        (
            OPENER,
            "in on at it he we as an if by so no of to up a i my is do or",
        ),
        (
            NONE_COUNTED,
            "casualties deaths injuries fatalities victims survivors cases infections arrests \
             admissions losses goals points votes seats people persons civilians children women men soldiers \
             patients remains bodies houses incidents accidents complaints",
        ),
        (
            STATE,
            "killed injured wounded dead missing hurt displaced arrested detained infected affected \
             unaccounted hospitalised hospitalized evacuated rescued convicted charged homeless \
             elderly disabled unemployed expelled imprisoned executed deported abducted released \
             identified vaccinated",
        ),
        (ERA, "ad bc bce ce"),
        (ADDRESS, "http https www ftp mailto"),
    ],
};
