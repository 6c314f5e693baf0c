package markup

import "strings"

// The words below are what the heuristics for sentences and speakers know of
// English. They are read-only tables.

// stop says what a full stop after a word means.
type stop uint8

const (
	stopTitle  stop = iota + 1 // never ends a sentence: Mr.
	stopNumber                 // does not end one before a number: No. 5
	stopHour                   // does not end one before a day or a time zone: 5 p.m. Monday
	stopName                   // ends one only before a word that begins sentences: Apple Inc.
)

// stops are abbreviations, in lower case without the last full stop.
var stops = table(map[stop]string{
	stopTitle: `mr mrs ms dr prof rev hon gen col maj capt lt sgt cpl cmdr adm gov sen rep pres st mt ft msgr messrs
		mme mlle supt insp vs v e.g i.e cf viz approx ca al resp incl z.b d.h bzw`,
	stopNumber: `no nos p pp vol fig figs eq art sec ch jan feb mar apr jun jul aug sept sep oct nov dec ver nr`,
	stopHour:   `a.m p.m`,
	stopName:   `inc corp co ltd jr sr bros ph.d plc llc dept univ assn ave blvd rd`,
})

// starters are words that begin sentences and hardly ever follow an
// abbreviation within one.
var starters = set(`The A An He She It They We You This That These Those There His Her Its Their Our My But And Or So Yet
	However Meanwhile In On At As After Before When While If For From With By Since Last Now Then Not Some Many Most
	More What Who Why How Where Although Though Also Because Both Each Under Despite During Earlier Later Instead
	Still Such According Among I`)

// days are the words of dates, which stand between a verb and its subject or
// object without belonging to either. May is missing: it is a name, too.
var days = set(`Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April June July August
	September October November December Jan. Feb. Mar. Apr. Aug. Sept. Oct. Nov. Dec. today yesterday tomorrow tonight
	week weeks month months year years day days ago morning afternoon evening night weekend later earlier early late
	now then hours minutes Mondays Fridays Sundays Mon Tue Wed Thu Fri Sat Sun`)

// verb says how sure a verb is one of saying.
type verb uint8

const (
	verbSure  verb = iota + 1 // with every subject
	verbNamed                 // with a name, or someone who can speak, as its subject
	verbThat                  // is a noun or an act, too: only before "that", or after a quotation
	verbImply                 // repeats who spoke, but does not say it: "…, adding that"
)

var verbs = table(map[verb]string{
	verbSure: `said says say told tells tell wrote writes warned warns argued argues argue insisted insists`,
	verbNamed: `denied denies deny claimed announced announces announce reported noted confirmed confirms
		confirm acknowledged acknowledges stated declared declares explained explains alleged alleges
		asserted asserts admitted admits tweeted revealed disclosed testified predicted predicts vowed
		vows pledged promised replied responded commented suggested suggests asked asks estimated
		estimates`,
	verbThat: `reports report claims claim notes tweets promises pledges warn write insist note suggest believe find added
		adds found finds recalled recalls concluded concludes maintained maintains believes`,
	verbImply: `saying claiming alleging reporting citing announcing arguing adding warning noting telling denying confirming suggesting`,
})

// utterances are nouns of what is said: "Peskov’s statement".
var utterances = set(`statement statements report reports announcement claim claims remark remarks comment comments denial
	warning letter post tweet speech interview testimony release study estimate estimates analysis blog article
	essay account allegation allegations findings survey poll count data figures records book paper memo`)

// roles are nouns for those who speak; the plural of most has an s more.
var roles = set(`spokesman spokeswoman spokesperson spokespeople spokesmen president minister ministry official officials
	police authorities authority government agency agencies department office officer officers mayor governor senator
	lawmaker lawmakers chairman chairwoman chair chief head director leader leaders ambassador envoy envoys diplomat
	diplomats secretary adviser advisers advisor advisors aide aides analyst analysts expert experts economist
	economists scientist scientists researcher researchers professor author authors lawyer lawyers attorney attorneys
	prosecutor prosecutors judge court company companies group groups source sources witness witnesses resident
	residents doctor doctors activist activists critic critics supporter supporters journalist journalists reporter
	editor editors newspaper paper outlet media representative representatives commissioner general admiral colonel
	captain sergeant commander king queen prince princess pope bishop coach captain founder owner manager executive
	chancellor premier deputy legislator legislators negotiator negotiators investigator investigators organizer
	organizers organiser organisers union council committee commission board bank party parliament army military
	navy service university institute people bureau teacher teachers farmer farmers engineer engineers historian
	neighbor neighbour neighbors neighbours relatives family insiders veteran veterans studies rescuers firefighters`)

// modifiers are small words that stand before those nouns.
var modifiers = set(`senior local federal state city national regional international foreign health security intelligence
	former acting deputy vice prime chief military government defense defence finance interior top several two three
	four five six many most other some both press unnamed anonymous independent opposition public police company
	court state-run western eastern northern southern county district village town former co-founder white-house
	longtime veteran junior lead political economic financial climate environmental medical legal human rights
	executive managing news von van der den de la le du da di bin al el dos e y`)

// articles are the words a noun phrase begins with.
var articles = set(`the a an his her its their our my The A An His Her Its Their Our My another one One Another`)

// pronouns point to someone named elsewhere, or to nobody.
var pronouns = set(`he she it they we i you who which that what this these those one someone everyone nobody anyone there
	him her them us me himself herself itself themselves whom whoever all none both many some others another`)

// clauses are words after which a new subject comes.
var clauses = set(`that but because while when although though if as after before since until whether where which who what
	how why so yet or and than nor once unless whereas except however meanwhile still also then though later`)

// prepositions are words that make what follows them no subject.
var prepositions = set(`of for in at from with to by on about against between into over under near among through during
	without within across toward towards around behind above below beside besides despite inside outside upon via per
	regarding concerning including like unlike amid versus beyond along off onto throughout`)

// adverbs may stand between a subject and its verb.
var adverbs = set(`also has have had previously repeatedly recently later then already again first initially later publicly
	privately earlier often now still once only just bluntly quietly openly flatly reportedly simply explicitly
	angrily finally immediately soon perhaps maybe meanwhile however even never afterwards afterward there here further similarly separately today yesterday`)

// auxiliaries turn a verb around: what was denied, will be said or was not
// said is said by nobody, or not yet.
var auxiliaries = set(`was were is are be been being to not never will would could should may might must can cannot did does
	do didn’t didn't doesn’t doesn't don’t don't won’t won't wouldn’t wouldn't couldn’t couldn't hasn’t hasn't haven’t
	haven't hadn’t hadn't wasn’t wasn't isn’t isn't shall refused declined get got`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}

func table[K comparable](rows map[K]string) map[string]K {
	m := map[string]K{}
	for k, words := range rows {
		for w := range strings.FieldsSeq(words) {
			m[w] = k
		}
	}
	return m
}
