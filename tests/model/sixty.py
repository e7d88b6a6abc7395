"""A policy of a size that few statements have and every statement must bear: sixty purposes, in two languages.

A nature park with a campsite, a hotel, a shop, members, volunteers, schools and staff; none of it exists. Thirty data
categories, twenty-five recipients, thirty cookies. Every text is there in Dutch, with u and with je, and in English.
The tables below are the policy; the functions only put them in the shape of the source language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from model.maximal import policy_of
from policyc.model.address import AddressForm
from policyc.model.policy import Policy

Words = dict[str, str]


def _both(nl: str, en: str) -> Words:
    return {"nl": nl, "en": en}


_AUDIENCES: Mapping[str, tuple[str, str]] = {
    "visitors": ("Bezoekers van het park", "Visitors to the park"),
    "web": ("Bezoekers van onze website en app", "Visitors to our website and app"),
    "guests": ("Gasten van de camping en het hotel", "Guests of the campsite and the hotel"),
    "buyers": ("Klanten van de winkel", "Customers of the shop"),
    "members": ("Leden", "Members"),
    "donors": ("Donateurs", "Donors"),
    "volunteers": ("Vrijwilligers", "Volunteers"),
    "schools": ("Leerlingen en leraren die ons bezoeken", "Pupils and teachers who visit us"),
    "applicants": ("Sollicitanten", "Job applicants"),
    "business": ("Contactpersonen van bedrijven", "Contacts at companies"),
}

# id: Dutch, English, origin
_DATA: Mapping[str, tuple[str, str, str]] = {
    "name": ("Naam", "Name", "provided"),
    "address": ("Adres", "Address", "provided"),
    "email": ("E-mailadres", "Email address", "provided"),
    "phone": ("Telefoonnummer", "Phone number", "provided"),
    "birth": ("Geboortedatum", "Date of birth", "provided"),
    "language": ("{Uw|Je} taal", "Your language", "provided"),
    "account": ("Inlognaam en wachtwoord", "User name and password", "provided"),
    "ticket": ("{Uw|Je} toegangskaart", "Your ticket", "provided"),
    "booking": ("{Uw|Je} reservering", "Your booking", "provided"),
    "party": ("Met wie {u|je} komt", "Who you come with", "provided"),
    "arrival": ("Aankomst en vertrek", "Arrival and departure", "provided"),
    "plate": ("Kenteken", "Number plate", "observed"),
    "order": ("{Uw|Je} bestelling", "Your order", "provided"),
    "payment": ("Betaling", "Payment", "third_party"),
    "bank": ("Rekeningnummer", "Bank account number", "provided"),
    "membership": ("{Uw|Je} lidmaatschap", "Your membership", "provided"),
    "gift": ("{Uw|Je} giften", "Your donations", "provided"),
    "preferences": ("{Uw|Je} voorkeuren", "Your preferences", "provided"),
    "message": ("Wat {u|je} ons schrijft", "What you write to us", "provided"),
    "review": ("{Uw|Je} beoordeling", "Your review", "provided"),
    "images": ("Camerabeelden", "Camera images", "observed"),
    "photo": ("Foto's en video's", "Photos and videos", "provided"),
    "location": ("Waar {u|je} in het park bent", "Where you are in the park", "observed"),
    "device": ("Apparaat en IP-adres", "Device and IP address", "observed"),
    "clicks": ("Klikken en bezochte pagina's", "Clicks and pages visited", "observed"),
    "cv": ("Brief en cv", "Letter and CV", "provided"),
    "roster": ("Rooster en uren", "Roster and hours", "provided"),
    "company": ("Bedrijfsgegevens", "Company details", "public"),
    "incident": ("Verslag van een ongeval", "Report of an accident", "provided"),
    "choice": ("{Uw|Je} keuzes over toestemming", "Your choices about consent", "provided"),
}

_ITEMS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "address": (("straat en huisnummer", "street and number"), ("postcode en woonplaats", "postal code and town")),
    "booking": (("de soort plaats", "the kind of pitch"), ("de prijs", "the price"), ("extra's", "extras")),
    "order": (("de producten", "the products"), ("de prijs", "the price"), ("de datum", "the date")),
    "payment": (("het bedrag", "the amount"), ("de betaalwijze", "how you paid")),
    "device": (
        ("het IP-adres", "the IP address"),
        ("de soort browser", "the type of browser"),
        ("het nummer in een cookie", "the number in a cookie"),
    ),
    "incident": (("wat er gebeurde", "what happened"), ("wie erbij was", "who was there")),
}

# Who receives data: id, role, country, name (or a category in both languages); then kind and task in each language.
_RECIPIENTS = """
hosting: processor / NL / Serverpolder B.V.
hostingbedrijf: bewaart onze website en onze gegevens
hosting company: stores our website and our data

crm: processor / US / Ledenbak Example Inc.
bedrijf met een programma voor leden en klanten: beheert ons klantenbestand
company with a program for members and customers: manages our customer records

mail: processor / US / Paperplane Example Inc.
bedrijf dat e-mail verstuurt: verstuurt onze e-mails en nieuwsbrieven
company that sends email: sends our emails and newsletters

tickets: processor / NL / Slagboom Kaartverkoop B.V.
kaartverkoper: verkoopt en controleert de kaarten
ticket seller: sells and checks the tickets

bookings: processor / DE / Tentharing Reserveringen GmbH
bedrijf met een programma voor reserveringen: houdt de reserveringen bij
company with a booking program: keeps the bookings

platform: controller / GB / Slaapwel Travel Example Ltd
boekingswebsite: verkoopt kamers en geeft ons {uw|je} reservering door
booking website: sells rooms and passes your booking on to us

payments: controller / NL / Betaalbrug N.V.
betaaldienst: voert {uw|je} betaling uit
payment service: carries out your payment

bank: controller / NL / Bank Onder de Linden N.V.
bank: verwerkt incasso's en overboekingen
bank: processes direct debits and transfers

books: processor / NL / Kasboekje Software B.V.
bedrijf met een boekhoudprogramma: bewaart onze administratie
company with a bookkeeping program: stores our records

accountant: controller / NL / Dubbelboek Accountants B.V.
accountant: controleert onze jaarrekening
accountant: checks our annual accounts

printer: processor / PL / Drukarnia Łódź Sp. z o.o.
drukkerij: drukt en verstuurt ons ledenblad
printer: prints and sends our members’ magazine

carrier: controller / NL / Pakketvlinder → Pakketdienst B.V.
pakketbezorger: bezorgt de bestellingen van de winkel
parcel carrier: delivers the orders of the shop

cameras: processor / NL / Uilenoog Beveiliging B.V.
beveiligingsbedrijf: kijkt naar de camera's op de parkeerplaats
security company: watches the cameras in the car park

parking: processor / NL / Poortje Parkeren B.V.
parkeerbedrijf: herkent kentekens en rekent het parkeren af
parking company: recognises number plates and charges for parking

restaurant: joint_controller / NL / De Lepelaar Horeca B.V.
restaurant in het park: kookt en houdt de tafels bij
restaurant in the park: cooks and keeps the tables

guides: processor / NL / Zelfstandige gidsen / Independent guides
gidsen: geven de wandelingen en lessen
guides: give the walks and lessons

app: processor / NL / Rietpluim Apps B.V.
appbouwer: maakt en beheert onze app
app developer: builds and runs our app

statistics: processor / NL / Telpotje Statistiek B.V.
bedrijf dat bezoek aan websites meet: telt hoe vaak een pagina wordt bekeken
company that measures visits to websites: counts how often a page is viewed

adverts: joint_controller / NL / Uithangbord Reclame B.V.
advertentiebedrijf: toont onze advertenties op andere websites
advertising company: shows our advertisements on other websites

video: joint_controller / NL / Filmpjesplein B.V.
videodienst: speelt de video's op onze website af
video service: plays the videos on our website

payroll: processor / NL / Loonstrook Service B.V.
salarisbedrijf: berekent vergoedingen van vrijwilligers
payroll company: works out the allowances of volunteers

insurer: controller / NL / Onderlinge Rietdak U.A.
verzekeraar: behandelt schade
insurer: handles claims

collector: controller / NL / Aanmaning Incasso B.V.
incassobureau: int rekeningen die niet zijn betaald
collection agency: collects bills that have not been paid

tax: authority / NL / Belastingdienst
overheidsdienst: controleert onze administratie
government service: checks our records

municipality: authority / NL / Gemeente Zilverwaard
overheidsdienst: int de toeristenbelasting
government service: collects the tourist tax
"""

_ARRANGEMENT = (
    "Wij vragen {uw|je} toestemming en vertellen wat er gebeurt. De ander beveiligt de gegevens. {U|Je} mag met een "
    "verzoek bij allebei terecht.",
    "We ask for your consent and tell you what happens. The other party secures the data. You may send a request to "
    "either of us.",
)

_SOURCES: Mapping[str, Mapping[str, Any]] = {
    "payment": {"name": _both("de betaaldienst", "the payment service"), "kind": "organisation", "public": False},
    "company": {"name": _both("het Handelsregister", "the Business Register"), "kind": "register", "public": True},
}

_TRANSFERS: Mapping[str, Mapping[str, Any]] = {
    "crm": {"us": {"country": "US", "mechanism": "adequacy", "decision": "ad_us_dpf", "certified": True}},
    "mail": {
        "us": {
            "country": "US",
            "mechanism": "standard_clauses",
            "clauses": "scc_2021",
            "module": "2",
            "assessment": True,
            "copy_at": "https://www.rietkraag.example/doorgifte",
        }
    },
    "platform": {"uk": {"country": "GB", "mechanism": "adequacy", "decision": "ad_uk_2025"}},
}

# How a purpose is allowed. A purpose names one of these.
_BASES: Mapping[str, Mapping[str, Any]] = {
    "ticket": {"basis": "contract", "agreement": _both("{uw|je} bezoek aan het park", "your visit to the park")},
    "stay": {"basis": "contract", "agreement": _both("{uw|je} verblijf", "your stay")},
    "sale": {"basis": "contract", "agreement": _both("{uw|je} aankoop", "your purchase")},
    "member": {"basis": "contract", "agreement": _both("{uw|je} lidmaatschap", "your membership")},
    "volunteer": {"basis": "contract", "agreement": _both("{uw|je} werk als vrijwilliger", "your work as a volunteer")},
    "account": {"basis": "contract", "agreement": _both("het account dat {u|je} aanmaakt", "the account you create")},
    "fiscal": {
        "basis": "legal_obligation",
        "law": _both("Algemene wet inzake rijksbelastingen", "General State Taxes Act"),
        "article": "52",
    },
    "gdpr": {
        "basis": "legal_obligation",
        "law": _both("AVG", "GDPR"),
        "article": _both("12 tot en met 22", "12 to 22"),
    },
    "tourist_tax": {
        "basis": "legal_obligation",
        "law": _both("Gemeentewet", "Municipalities Act"),
        "article": "224",
    },
    "consent": {"basis": "consent", "given_by": "website", "withdrawn_by": ["website", "email"]},
    "banner": {"basis": "consent", "given_by": "cookie_banner", "withdrawn_by": "cookie_banner"},
    "app": {"basis": "consent", "given_by": "app_settings", "withdrawn_by": "app_settings"},
    "vital": {"basis": "vital_interests"},
    "safety": {
        "basis": "legitimate_interests",
        "interest": _both("een veilig park", "a safe park"),
        "whose": "both",
        "balancing": _both(
            "Wij gebruiken weinig gegevens en bewaren ze kort. Daarom weegt de veiligheid van iedereen zwaarder.",
            "We use little data and keep it briefly. That is why everybody’s safety weighs more.",
        ),
    },
    "improve": {
        "basis": "legitimate_interests",
        "interest": _both("ons park en onze website verbeteren", "improving our park and our website"),
        "whose": "controller",
        "balancing": _both(
            "Wij kijken naar aantallen en niet naar personen. {U|Je} merkt er niets van.",
            "We look at numbers and not at people. You do not notice it.",
        ),
    },
    "business": {
        "basis": "legitimate_interests",
        "interest": _both("zaken doen met andere bedrijven", "doing business with other companies"),
        "whose": "both",
        "balancing": _both(
            "Wij gebruiken alleen zakelijke gegevens van {u|jou}.", "We use only business details about you."
        ),
    },
    "money": {
        "basis": "legitimate_interests",
        "interest": _both("rekeningen innen en fraude tegengaan", "collecting bills and preventing fraud"),
        "whose": "controller",
        "balancing": _both(
            "Een medewerker kijkt altijd mee. Daarom zijn de gevolgen voor {u|jou} klein.",
            "A member of staff always looks at it too. That is why the effect on you is small.",
        ),
    },
}

# How long: an ISO 8601 period and what it is counted from.
_TERMS: Mapping[str, tuple[str, str, str]] = {
    "visit": ("P1M", "{uw|je} bezoek", "your visit"),
    "stay": ("P1Y", "{uw|je} verblijf", "your stay"),
    "sale": ("P2Y", "{uw|je} aankoop", "your purchase"),
    "fiscal": ("P7Y", "het einde van het boekjaar", "the end of the financial year"),
    "member": ("P1Y", "het einde van {uw|je} lidmaatschap", "the end of your membership"),
    "account": ("P1M", "de dag waarop {u|je} {uw|je} account opzegt", "the day on which you close your account"),
    "images": ("P28D", "de opname", "the recording"),
    "answer": ("P1Y", "ons antwoord", "our answer"),
    "claim": ("P5Y", "de dag waarop de zaak is afgerond", "the day on which the matter is closed"),
    "clicks": ("P6M", "{uw|je} bezoek aan de website", "your visit to the website"),
    "apply": ("P4W", "het einde van de procedure", "the end of the procedure"),
    "work": ("P2Y", "{uw|je} laatste dag als vrijwilliger", "your last day as a volunteer"),
    "contact": ("P3Y", "ons laatste contact", "our last contact"),
}
_UNTIL: Mapping[str, tuple[str, str]] = {
    "withdrawn": ("{u|je} {uw|je} toestemming intrekt", "you withdraw your consent"),
    "closed": ("{u|je} de app verwijdert", "you remove the app"),
}

# What for: id, audiences, data, basis, recipients, term; then name and description in each language.
_PURPOSES = """
entrance: visitors / name email ticket payment / ticket / tickets payments / visit
Kaarten verkopen en controleren: Wij verkopen {u|je} een kaart en controleren die aan de poort.
Selling and checking tickets: We sell you a ticket and check it at the gate.

season: visitors / name email birth photo ticket / ticket / tickets crm / stay
Seizoenkaarten uitgeven: Op {uw|je} seizoenkaart staan {uw|je} naam en een foto.
Issuing season tickets: Your season ticket shows your name and a photo.

groups: visitors schools business / name email phone booking party / ticket / bookings guides / stay
Groepen ontvangen: Wij spreken met {u|je} af wanneer {uw|je} groep komt en wat zij nodig heeft.
Receiving groups: We arrange with you when your group comes and what it needs.

walks: visitors / name phone booking party language / ticket / bookings guides / visit
Wandelingen met een gids: {U|Je} reserveert een wandeling. De gids krijgt {uw|je} naam.
Guided walks: You book a walk. The guide is given your name.

lessons: schools / name email phone booking / ticket / bookings guides / stay
Lessen voor scholen: Wij bereiden de les voor met de school. Van leerlingen vragen wij alleen aantallen.
Lessons for schools: We prepare the lesson with the school. Of pupils we only ask for numbers.

parking: visitors guests / plate payment / ticket / parking payments / visit
Parkeren: Een camera leest {uw|je} kenteken. Zo gaat de slagboom open als {u|je} hebt betaald.
Parking: A camera reads your number plate. The barrier opens once you have paid.

lost: visitors guests / name phone message / improve / hosting / answer
Gevonden voorwerpen: Wij bellen {u|je} als wij vinden wat {u|je} kwijt bent.
Lost property: We call you when we find what you lost.

camping: guests / name address email phone party arrival booking payment / stay / bookings payments / stay
Een plaats op de camping: Wij reserveren {uw|je} plaats en ontvangen {u|je} aan de balie.
A pitch on the campsite: We book your pitch and receive you at the desk.

hotel: guests / name address email phone party arrival booking payment / stay / bookings platform payments / stay
Een kamer in het hotel: Wij reserveren {uw|je} kamer. Een boekingswebsite geeft ons {uw|je} gegevens door.
A room in the hotel: We book your room. A booking website passes your data on to us.

register: guests / name address arrival party / tourist_tax / municipality / claim
Het nachtregister: De wet vraagt ons bij te houden wie er slaapt.
The night register: The law requires us to record who stays overnight.

tourist_tax: guests / name arrival party / tourist_tax / municipality books / fiscal
Toeristenbelasting: Wij betalen voor elke nacht belasting aan de gemeente.
Tourist tax: We pay the municipality tax for each night.

allergy: guests visitors / name booking preferences / consent / restaurant / visit
Rekening houden met wat {u|je} eet: {U|Je} vertelt wat {u|je} niet eet. De keuken houdt daar rekening mee.
Taking account of what you eat: You tell us what you do not eat. The kitchen takes it into account.

table: visitors guests / name phone booking / stay / restaurant / visit
Een tafel in het restaurant: Het restaurant houdt een tafel voor {u|je} vrij.
A table in the restaurant: The restaurant keeps a table for you.

bikes: visitors guests / name phone booking payment / stay / bookings payments / visit
Fietsen en boten verhuren: {U|Je} huurt een fiets of boot. Wij weten wie wat heeft.
Renting out bicycles and boats: You rent a bicycle or a boat. We know who has what.

shop: buyers / name address email order payment / sale / hosting payments carrier / sale
Bestellingen van de winkel: Wij pakken {uw|je} bestelling in en laten haar bezorgen.
Orders from the shop: We pack your order and have it delivered.

returns: buyers / name address email order bank / sale / hosting carrier bank / sale
Ruilen en garantie: {Stuurt u|Stuur je} iets terug, dan zoeken wij {uw|je} bestelling op.
Exchanges and guarantees: If you send something back, we look up your order.

vouchers: buyers / name address email order / sale / hosting carrier / sale
Cadeaubonnen: Wij sturen de bon aan wie {u|je} hem geeft.
Gift vouchers: We send the voucher to the person you give it to.

account: web members buyers / name email account order booking / account / hosting crm / account
{Uw|Je} account: In {uw|je} account {ziet u|zie je} {uw|je} kaarten, reserveringen en bestellingen.
Your account: In your account you see your tickets, bookings and orders.

login: web members buyers / email account device / safety / hosting / clicks
{Uw|Je} account beveiligen: Wij merken het als iemand anders met {uw|je} account inlogt.
Securing your account: We notice when somebody else logs in to your account.

members: members / name address email birth membership / member / crm / member
{Uw|Je} lidmaatschap: Als lid {krijgt u|krijg je} een pas en {hebt u|heb je} een stem in de ledenraad.
Your membership: As a member you get a card and have a vote in the members’ council.

fees: members / name bank membership payment / member / crm bank books / fiscal
Contributie innen: Wij schrijven de contributie af van {uw|je} rekening.
Collecting the membership fee: We debit the fee from your account.

council: members / name email membership / member / crm mail / member
Stemmen in de ledenraad: Wij nodigen {u|je} uit en tellen de stemmen. Wie wat stemt, weten wij niet.
Voting in the members’ council: We invite you and count the votes. We do not know who votes for what.

magazine: members / name address / member / crm printer / member
Het ledenblad: {U|Je} krijgt vier keer per jaar ons blad.
The members’ magazine: You receive our magazine four times a year.

discount: members / membership ticket order / member / tickets crm / member
Korting voor leden: Bij de kassa {laat u|laat je} {uw|je} pas zien.
Discounts for members: You show your card at the till.

gifts: donors / name address email bank gift / consent / crm bank / fiscal
Giften ontvangen: Wij verwerken {uw|je} gift en bedanken {u|je}.
Receiving donations: We process your donation and thank you.

legacy: donors members / name address phone message gift / consent / crm / contact
Nalaten aan het park: Wij praten met {u|je} over wat {u|je} het park wilt nalaten.
Leaving a legacy to the park: We talk with you about what you wish to leave to the park.

adopt: donors / name email gift / sale / crm payments / stay
Een boom adopteren: Bij de boom komt een bordje met de naam die {u|je} kiest.
Adopting a tree: A sign with the name you choose is put by the tree.

newsletter: web members / name email preferences / consent / mail / withdrawn
De nieuwsbrief: {Meldt u|Meld je} {u|je} aan, dan {krijgt u|krijg je} elke maand een e-mail.
The newsletter: If you subscribe, you receive an email every month.

offers: guests / name email booking / consent / mail bookings / withdrawn
Aanbiedingen voor gasten: Wij mailen gasten over een volgend verblijf. Onderaan elke e-mail {meldt u|meld je} {u|je} af.
Offers for guests: We email guests about a next stay. You can unsubscribe at the bottom of each email.

post: members donors / name address / improve / crm printer / member
Post over het park: Wij sturen leden en donateurs een brief over onze plannen.
Post about the park: We send members and donors a letter about our plans.

birthday: members / name address birth / consent / printer / withdrawn
Een kaart voor kinderen die jarig zijn: Ouders geven een adres op, en hun kind krijgt een kaart.
A card for children on their birthday: Parents give an address, and their child receives a card.

contest: visitors members / name email photo / consent / hosting / withdrawn
De fotowedstrijd: {U|Je} stuurt een foto in. Wij laten de beste foto's zien met de naam van de maker.
The photo contest: You send in a photo. We show the best photos with the name of the maker.

photos: visitors / photo choice / consent / hosting printer / withdrawn
Foto's van bezoekers: Op onze website en in ons blad staan foto's van mensen in het park, als zij ja zeggen.
Photos of visitors: Our website and our magazine show photos of people in the park, if they say yes.

reviews: visitors guests / name review booking / consent / hosting / withdrawn
Beoordelingen: {U|Je} schrijft wat {u|je} van {uw|je} bezoek vond. Dat staat op onze website.
Reviews: You write what you thought of your visit. It is shown on our website.

survey: visitors guests / email review / improve / mail / answer
Vragen wat {u|je} van ons vindt: Na {uw|je} bezoek sturen wij {u|je} een paar vragen. Antwoorden hoeft niet.
Asking what you think of us: After your visit we send you a few questions. You need not answer.

questions: visitors guests buyers members / name email phone message / improve / crm hosting / answer
{Uw|Je} vragen beantwoorden: {Stelt u|Stel je} een vraag, dan zoeken wij op wat wij van {u|je} weten.
Answering your questions: If you ask a question, we look up what we know about you.

complaints: visitors guests members / name email message / improve / crm / answer
Klachten: Wij onderzoeken {uw|je} klacht en laten {u|je} weten wat wij doen.
Complaints: We look into your complaint and let you know what we do.

cameras: visitors guests / images plate / safety / cameras / images
Camera's op de parkeerplaats: De camera's filmen de parkeerplaats en de ingang, niet het park zelf.
Cameras in the car park: The cameras film the car park and the entrance, not the park itself.

accidents: visitors guests volunteers / name phone incident / vital / insurer / claim
Hulp bij een ongeval: Wij bellen een arts en {uw|je} familie als {u|je} dat zelf niet kunt.
Help after an accident: We call a doctor and your family if you cannot do so yourself.

claims: visitors guests volunteers / name address phone incident images / money / insurer / claim
Schade afhandelen: Wij zoeken uit wat er gebeurde en geven het door aan de verzekeraar.
Handling damage: We find out what happened and report it to the insurer.

bans: visitors / name photo incident / safety / cameras / stay
Een toegangsverbod: Wie dieren of mensen kwaad doet, komt er een jaar niet in.
A ban from the park: Whoever harms animals or people may not come in for a year.

rescue: visitors / name phone location / app / app / visit
Zoeken naar wie verdwaalt: Staat de app aan, dan vinden wij {u|je} sneller.
Searching for people who get lost: If the app is on, we find you sooner.

app: web / location device / app / app hosting / closed
De app met de kaart van het park: De app laat zien waar {u|je} bent en welke vogels daar zitten.
The app with the map of the park: The app shows where you are and which birds are there.

alerts: web / device preferences / app / app / closed
Meldingen in de app: {U|Je} krijgt een melding als het gaat onweren of als het park sluit.
Alerts in the app: You get an alert when a thunderstorm is coming or when the park closes.

sightings: web members / name location photo / app / app / closed
Vogels die {u|je} ziet: {U|Je} meldt een vogel. Onderzoekers krijgen de plek, zonder {uw|je} naam.
Birds that you see: You report a bird. Researchers are given the place, without your name.

website: web / device language / improve / hosting / clicks
De website laten werken: Wij onthouden wat {u|je} in {uw|je} mandje doet en welke taal {u|je} kiest.
Making the website work: We remember what you put in your basket and which language you choose.

counting: web / device clicks / improve / statistics / clicks
Bezoek aan de website tellen: Wij tellen welke pagina's mensen bekijken.
Counting visits to the website: We count which pages people view.

adverts: web / device clicks / banner / adverts / withdrawn
Advertenties op andere websites: {Wilt u|Wil je} dat, dan {ziet u|zie je} elders advertenties van ons.
Advertisements on other websites: If you want that, you see our advertisements elsewhere.

videos: web / device clicks / banner / video / withdrawn
Video's van het park: Een video speelt pas als {u|je} hem aanzet.
Videos of the park: A video plays only when you start it.

wifi: guests / device booking / stay / hosting / visit
Wifi op de camping: {U|Je} logt in met {uw|je} kamer of plaats. Welke pagina's {u|je} bekijkt, zien wij niet.
Wi-Fi on the campsite: You log in with your room or pitch. We do not see which pages you view.

volunteers: volunteers / name address email phone roster / volunteer / crm / work
Werken als vrijwilliger: Wij maken een rooster en vertellen {u|je} wanneer {u|je} aan de beurt bent.
Working as a volunteer: We make a roster and tell you when it is your turn.

allowance: volunteers / name bank roster / volunteer / payroll bank / fiscal
Een vergoeding voor vrijwilligers: Wij betalen {uw|je} reiskosten.
An allowance for volunteers: We pay your travel costs.

training: volunteers / name email roster / volunteer / crm guides / work
Cursussen voor vrijwilligers: Wij houden bij welke cursus {u|je} hebt gedaan.
Courses for volunteers: We record which course you have done.

keys: volunteers / name roster / safety / cameras / images
Sleutels en passen: Wij weten wie een sleutel heeft, en wanneer een deur openging.
Keys and passes: We know who has a key, and when a door was opened.

jobs: applicants / name address email phone cv / improve / hosting / apply
Sollicitaties: Wij lezen {uw|je} brief en beslissen of wij {u|je} uitnodigen.
Job applications: We read your letter and decide whether to invite you.

pool: applicants / name email phone cv / consent / hosting / withdrawn
{Uw|Je} brief langer bewaren: Zegt {u|je} ja, dan bellen wij {u|je} bij een volgende vacature.
Keeping your letter longer: If you say yes, we call you about a next vacancy.

suppliers: business / name email phone company / business / books / fiscal
Leveranciers: Wij bellen en mailen met de mensen bij wie wij iets kopen.
Suppliers: We call and email the people we buy from.

sponsors: business / name email phone company message / business / crm / contact
Sponsors: Wij houden contact met bedrijven die het park steunen.
Sponsors: We stay in touch with companies that support the park.

records: visitors guests buyers / name address order booking payment / fiscal / books accountant tax collector / fiscal
Onze administratie: Wij bewaren rekeningen en betalingen, omdat de wet dat vraagt.
Our records: We keep bills and payments, because the law requires it.

requests: visitors guests members web / name email message choice / gdpr / hosting / answer
Verzoeken over {uw|je} gegevens: {Gebruikt u|Gebruik je} een van {uw|je} rechten, dan leggen wij vast wat wij deden.
Requests about your data: If you use one of your rights, we record what we did.
"""

# A purpose with a second row: its name, another basis, other recipients, another term.
_SECOND_ROWS: Mapping[str, tuple[str, str, str, str, str]] = {
    "entrance": ("Betaalde kaarten in de boeken", "Paid tickets in the books", "fiscal", "books tax", "fiscal"),
    "shop": ("Niet betaalde bestellingen", "Orders that are not paid", "money", "collector", "claim"),
    "hotel": ("Reserveringen door een bedrijf", "Bookings by a company", "business", "bookings", "stay"),
    "members": ("Oud-leden", "Former members", "improve", "crm", "contact"),
    "questions": ("Vragen over een overeenkomst", "Questions about a contract", "stay", "crm", "answer"),
    "cameras": ("Beelden van een misdrijf", "Images of a crime", "money", "cameras insurer", "claim"),
}

_EXEMPTIONS: Mapping[str, tuple[str, str]] = {
    "strictly_necessary": ("de website werkt niet goed zonder", "the website does not work well without it"),
    "analytics_limited": ("wij tellen alleen bezoek", "we only count visits"),
}

# Thirty cookies by kind: category, purpose, provider, duration; then what each does in both languages.
_COOKIES = """
site: strictly_necessary / website / self / session
onthoudt {uw|je} mandje / remembers your basket
onthoudt {uw|je} taal / remembers your language
houdt {u|je} ingelogd / keeps you logged in
beschermt formulieren tegen misbruik / protects forms against abuse
verdeelt bezoekers over computers / spreads visitors over computers
onthoudt welke melding {u|je} wegklikte / remembers which notice you closed
onthoudt de gekozen datum / remembers the date you chose
onthoudt met hoeveel mensen {u|je} komt / remembers how many people you come with

choice: strictly_necessary / requests / self / P6M
onthoudt {uw|je} keuze over cookies / remembers your choice about cookies
onthoudt wanneer {u|je} koos / remembers when you chose

count: analytics_limited / counting / statistics / P1D
telt een bezoek één keer / counts a visit once
telt hoe lang {u|je} blijft / counts how long you stay
telt vanaf welke pagina {u|je} komt / counts which page you come from
telt hoe ver {u|je} leest / counts how far you read
telt downloads / counts downloads
telt zoekvragen / counts searches

ad: marketing / adverts / adverts / P3M
geeft {uw|je} browser een nummer / gives your browser a number
onthoudt welke kamers {u|je} bekeek / remembers which rooms you viewed
onthoudt welke advertentie {u|je} zag / remembers which advertisement you saw
telt hoe vaak {u|je} een advertentie zag / counts how often you saw an advertisement
meldt dat {u|je} iets kocht / reports that you bought something
meldt dat {u|je} iets reserveerde / reports that you booked something
zoekt mensen die op {u|je} lijken / looks for people like you
koppelt {uw|je} telefoon en computer / links your phone and computer

film: third_party_embed / videos / video / P6M
onthoudt {uw|je} geluidssterkte / remembers your volume setting
telt hoe vaak een video is bekeken / counts how often a video is viewed
onthoudt tot waar {u|je} keek / remembers how far you watched
kiest de volgende video / chooses the next video
meet hoe snel {uw|je} internet is / measures how fast your internet is
onthoudt of {u|je} ondertitels wilt / remembers whether you want subtitles
"""


def _blocks(table: str) -> list[list[str]]:
    """The lines of each block of a table."""
    return [block.splitlines() for block in table.strip().split("\n\n")]


def _fields(line: str) -> tuple[str, list[str]]:
    """“id: one / two” as its id and its fields."""
    id_, _, fields = line.partition(": ")
    return id_, fields.split(" / ")


def _described(nl: str, en: str) -> tuple[Words, Words]:
    """What stands before the colon in both languages, and what stands after it."""
    (name_nl, _, more_nl), (name_en, _, more_en) = nl.partition(": "), en.partition(": ")
    return _both(name_nl, name_en), _both(more_nl, more_en)


def _retention(term: str) -> dict[str, Any]:
    if term in _UNTIL:
        return {"until": _both(*_UNTIL[term])}
    period, nl, en = _TERMS[term]
    return {"period": period, "from": _both(nl, en), "afterwards": "erased"}


def _row(audiences: str, data: str, basis: str, recipients: str, term: str) -> dict[str, Any]:
    free = _BASES[basis]["basis"] in ("consent", "legitimate_interests", "vital_interests")
    refused = _both("Zonder deze gegevens doen wij dit niet.", "Without this data we do not do this.")
    sources = [dict(_SOURCES[category]) for category in data.split() if category in _SOURCES]
    return {
        "audiences": audiences.split(),
        "data": data.split(),
        "legal_basis": dict(_BASES[basis]),
        **({"source": sources} if sources else {}),
        "provision": {"required": "voluntary" if free else "precondition", "consequence": refused},
        "recipients": recipients.split(),
        "retention": _retention(term),
    }


def _purpose(facts: str, nl: str, en: str) -> tuple[str, dict[str, Any]]:
    id_, fields = _fields(facts)
    name, description = _described(nl, en)
    row = _row(*fields)
    if id_ not in _SECOND_ROWS:
        return id_, {"name": name, "description": description, **row}
    other_nl, other_en, *second = _SECOND_ROWS[id_]
    other = {"name": _both(other_nl, other_en), **_row(*fields[:2], *second)}
    return id_, {
        "name": name,
        "description": description,
        "processing": {"usual": {"name": name, **row}, "other": other},
    }


def _recipient(facts: str, nl: str, en: str) -> tuple[str, dict[str, Any]]:
    id_, (role, country, *called) = _fields(facts)
    kind, task = _described(nl, en)
    more: dict[str, Any] = {"agreement": True} if role == "processor" else {}
    if role == "joint_controller":
        more = {"arrangement": _both(*_ARRANGEMENT), "contact": "https://www.rietkraag.example/samen"}
    if id_ in _TRANSFERS:
        more["transfers"] = _TRANSFERS[id_]
    named = {"name": called[0]} if len(called) == 1 else {"category": _both(*called)}
    return id_, {**named, "kind": kind, "task": task, "role": role, "country": country, **more}


def _category(id_: str, nl: str, en: str, origin: str) -> dict[str, Any]:
    items = {"items": [_both(*item) for item in _ITEMS[id_]]} if id_ in _ITEMS else {}
    return {"name": _both(nl, en), **items, "origin": origin}


def _cookies(facts: str, *lines: str) -> Iterator[tuple[str, dict[str, Any]]]:
    kind, (category, purpose, provider, duration) = _fields(facts)
    consent: dict[str, Any] = {"consent": "required", "legal_basis": dict(_BASES["banner"])}
    if category in _EXEMPTIONS:
        consent = {"consent": "exempt", "exemption": _both(*_EXEMPTIONS[category])}
    for number, line in enumerate(lines, start=1):
        nl, en = line.split(" / ")
        yield (
            f"{kind}_{number}",
            {
                "names": [f"hrk_{kind}_{number}"],
                "description": _both(f"Deze cookie {nl}.", f"This cookie {en}."),
                "provider": provider,
                "category": category,
                "storage": "cookie",
                "purpose": purpose,
                "data": ["device"],
                "duration": duration,
                "third_party_access": [] if category in _EXEMPTIONS else [provider],
                **consent,
            },
        )


@cache
def sixty_source(form: AddressForm = "u") -> Mapping[str, Any]:
    """The policy as plain data. Do not change what you get; `copy.deepcopy` it first."""
    return {
        "policyc": 1,
        "id": "rietkraag",
        "title": _both("Privacyverklaring van De Hoge Rietkraag", "Privacy statement of De Hoge Rietkraag"),
        "url": "https://www.rietkraag.example/privacy",
        "language": "nl",
        "translations": ["en"],
        "prevailing_language": "nl",
        "address_form": form,
        "version": "7.2.0",
        "effective": "2026-12-15",
        "status": "final",
        "introduction": _both(
            "In deze verklaring {leest u|lees je} wat wij met {uw|je} persoonsgegevens doen. {Gaat u|Ga je} naar het "
            "park, de camping of het hotel, dan gebruiken wij gegevens van {u|jou}.",
            "In this statement you read what we do with your personal data. When you visit the park, the campsite or "
            "the hotel, we use data about you.",
        ),
        "scope": {"websites": ["https://www.rietkraag.example", "https://winkel.rietkraag.example"]},
        "controller": {
            "name": "De Hoge Rietkraag",
            "legal_name": "Stichting Natuurpark De Hoge Rietkraag",
            "address": {"street": "Rietlaan 60", "postal_code": "1234 AB", "city": "Zilverwaard", "country": "NL"},
            "email": "privacy@rietkraag.example",
            "phone": "+31 10 000 00 60",
            "trade_register": "00000606",
            "online_service": True,
        },
        "dpo": {"designated": True, "email": "fg@rietkraag.example"},
        "audiences": {id_: {"name": _both(*words)} for id_, words in _AUDIENCES.items()},
        "data_categories": {id_: _category(id_, *words) for id_, words in _DATA.items()},
        "recipients": dict(_recipient(*lines) for lines in _blocks(_RECIPIENTS)),
        "purposes": dict(_purpose(*lines) for lines in _blocks(_PURPOSES)),
        "automated_decisions": {"present": False},
        "children": {"addressed": False},
        "cookie_use": {
            "present": True,
            "explanation": _both(
                "Een cookie is een klein bestand dat {uw|je} browser bewaart.",
                "A cookie is a small file that your browser keeps.",
            ),
        },
        "cookies": dict(cookie for lines in _blocks(_COOKIES) for cookie in _cookies(*lines)),
        "consent": {
            "means": "cookie_banner",
            "refuse_as_easy": True,
            "withdrawn_by": "cookie_banner",
            "valid_for": "P6M",
        },
        "rights": {
            "channel": {"controller_contact": True},
            "identification": _both(
                "Wij controleren eerst of {u|je} het zelf bent.", "We first check that it is really you."
            ),
            "response_time": "P1M",
            "free": True,
            "complaint": {"authority": "NL"},
        },
        "change_promise": {
            "channels": [_both("een melding op onze website", "a notice on our website")],
            "lead_time": "P30D",
        },
        "security": {
            "measures": [
                _both("De verbinding met onze website is versleuteld.", "The connection to our website is encrypted."),
                _both(
                    "Elke medewerker ziet alleen wat hij nodig heeft.", "Each member of staff sees only what they need."
                ),
            ]
        },
    }


@cache
def sixty(form: AddressForm = "u") -> Policy:
    """The policy, read from its YAML."""
    return policy_of(sixty_source(form))
