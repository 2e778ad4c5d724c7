<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
<context>
    <name>BundleCheck</name>
    <message>
        <source>%1 JSON file</source>
        <translation>%1 JSON-Datei</translation>
    </message>
    <message>
        <source>%1 JSON files</source>
        <translation>%1 JSON-Dateien</translation>
    </message>
    <message>
        <source>%1 did not end</source>
        <translation>%1 endete nicht</translation>
    </message>
    <message>
        <source>%1 fails with code %2</source>
        <translation>%1 scheitert mit Code %2</translation>
    </message>
    <message>
        <source>Not valid: %1</source>
        <translation>Nicht gültig: %1</translation>
    </message>
    <message>
        <source>Valid: %1</source>
        <translation>Gültig: %1</translation>
    </message>
    <message>
        <source>not installed: %1</source>
        <translation>nicht installiert: %1</translation>
    </message>
</context>
<context>
    <name>Catalogue</name>
    <message>
        <source>Africa</source>
        <translation>Afrika</translation>
    </message>
    <message>
        <source>Asia</source>
        <translation>Asien</translation>
    </message>
    <message>
        <source>Europe</source>
        <translation>Europa</translation>
    </message>
    <message>
        <source>Middle East</source>
        <translation>Naher Osten</translation>
    </message>
    <message>
        <source>North America</source>
        <translation>Nordamerika</translation>
    </message>
    <message>
        <source>Oceania</source>
        <translation>Ozeanien</translation>
    </message>
    <message>
        <source>South America</source>
        <translation>Südamerika</translation>
    </message>
    <message>
        <source>GPU instances</source>
        <translation>GPU-Instanzen</translation>
    </message>
    <message>
        <source>Surge instances</source>
        <translation>Zusatzinstanzen</translation>
    </message>
    <message>
        <source>Kubernetes cluster</source>
        <translation>Kubernetes-Cluster</translation>
    </message>
    <message>
        <source>Load balancer</source>
        <translation>Load-Balancer</translation>
    </message>
    <message>
        <source>Internet egress</source>
        <translation>Internet-Egress</translation>
    </message>
    <message>
        <source>Replication</source>
        <translation>Replikation</translation>
    </message>
    <message>
        <source>Load balancing</source>
        <translation>Lastverteilung</translation>
    </message>
    <message>
        <source>Feature store</source>
        <translation>Feature-Store</translation>
    </message>
    <message>
        <source>Node disks</source>
        <translation>Knotenplatten</translation>
    </message>
    <message>
        <source>Object storage</source>
        <translation>Objektspeicher</translation>
    </message>
    <message>
        <source>Container registry</source>
        <translation>Container-Registry</translation>
    </message>
    <message>
        <source>NAT gateway</source>
        <translation>NAT-Gateway</translation>
    </message>
    <message>
        <source>Data between zones</source>
        <translation>Daten zwischen Zonen</translation>
    </message>
    <message>
        <source>Metrics</source>
        <translation>Metriken</translation>
    </message>
    <message>
        <source>Logs</source>
        <translation>Logs</translation>
    </message>
    <message>
        <source>Support</source>
        <translation>Support</translation>
    </message>
    <message>
        <source>Credit</source>
        <translation>Gutschrift</translation>
    </message>
</context>
<context>
    <name>Failures</name>
    <message>
        <source>region %1</source>
        <translation>Region %1</translation>
    </message>
    <message>
        <source>a zone of %1</source>
        <translation>eine Zone von %1</translation>
    </message>
    <message>
        <source>a node of %1</source>
        <translation>ein Knoten von %1</translation>
    </message>
    <message>
        <source>a GPU of %1</source>
        <translation>eine GPU von %1</translation>
    </message>
    <message>
        <source>registry and a node of %1</source>
        <translation>Registry und ein Knoten von %1</translation>
    </message>
    <message>
        <source>a slow replica of %1</source>
        <translation>ein langsames Replikat von %1</translation>
    </message>
    <message>
        <source>lost answers of %1</source>
        <translation>verlorene Antworten von %1</translation>
    </message>
    <message>
        <source>flapping checks of %1</source>
        <translation>flatternde Prüfungen von %1</translation>
    </message>
    <message>
        <source>the metrics of %1</source>
        <translation>die Metriken von %1</translation>
    </message>
    <message>
        <source>the mirror into %1</source>
        <translation>der Spiegel nach %1</translation>
    </message>
    <message>
        <source>the stores of %1</source>
        <translation>die Speicher von %1</translation>
    </message>
</context>
<context>
    <name>StudyData</name>
    <message>
        <source>fastest</source>
        <translation>schnellster</translation>
    </message>
    <message>
        <source>recommended</source>
        <translation>empfohlen</translation>
    </message>
    <message>
        <source>cheapest</source>
        <translation>billigster</translation>
    </message>
    <message>
        <source>earns most</source>
        <translation>größter Ertrag</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::AgeChart</name>
    <message>
        <source>Pick a point of the front to see how old its data is.</source>
        <translation>Einen Punkt der Front wählen, um zu sehen, wie alt seine Daten sind.</translation>
    </message>
    <message>
        <source>The scenario has neither artifacts that are replicated nor feature stores. The editor adds them: Scenario, Parts, Data.</source>
        <translation>Das Szenario hat weder Artefakte, die repliziert werden, noch Feature-Stores. Der Editor fügt sie hinzu: Szenario, Teile, Data.</translation>
    </message>
    <message>
        <source>%1, a new version there after</source>
        <translation>%1, eine neue Version ist dort nach</translation>
    </message>
    <message>
        <source>target of the service</source>
        <translation>Zielwert des Dienstes</translation>
    </message>
    <message>
        <source>by estimated throughput</source>
        <translation>bei geschätztem Durchsatz</translation>
    </message>
    <message>
        <source>by measured throughput</source>
        <translation>bei gemessenem Durchsatz</translation>
    </message>
    <message>
        <source>Feature stores, age of what a read returns</source>
        <translation>Feature-Stores, Alter dessen, was gelesen wird</translation>
    </message>
    <message>
        <source>simulated, %1</source>
        <translation>simuliert, %1</translation>
    </message>
    <message>
        <source>Oldest: %1, %2, 99 % within %3.</source>
        <translation>Am ältesten: %1, %2, 99 % innerhalb von %3.</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Median, s</source>
        <translation>Median, s</translation>
    </message>
    <message>
        <source>99 % within, s</source>
        <translation>99 % innerhalb, s</translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>Grundlage</translation>
    </message>
    <message>
        <source>median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>99 % within</source>
        <translation>99 % innerhalb</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>median %1, 99 % within %2</source>
        <translation>Median %1, 99 % innerhalb von %2</translation>
    </message>
    <message>
        <source>Age of the data</source>
        <translation>Alter der Daten</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::Autosave</name>
    <message>
        <source>Unsaved edits cannot be kept: %1</source>
        <translation>Ungesicherte Änderungen können nicht aufbewahrt werden: %1</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::Banner</name>
    <message>
        <source>Close the message</source>
        <translation>Meldung schließen</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::BillView</name>
    <message>
        <source>Provider, region, service</source>
        <translation>Anbieter, Region, Dienst</translation>
    </message>
    <message>
        <source>USD a month</source>
        <translation>USD im Monat</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>Quantity</source>
        <translation>Menge</translation>
    </message>
    <message>
        <source>Price, USD</source>
        <translation>Preis, USD</translation>
    </message>
    <message>
        <source>Price of</source>
        <translation>Preis vom</translation>
    </message>
    <message>
        <source>Bill, as a tree</source>
        <translation>Rechnung als Baum</translation>
    </message>
    <message>
        <source>everywhere</source>
        <translation>überall</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>Price book %1</source>
        <translation>Preisliste %1</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::BundleRun</name>
    <message>
        <source>The study was made with the price book %1, and its artifacts go by prices; this window has %2. “tradewind export --price-book” takes the other one.</source>
        <translation>Die Studie entstand mit dem Preisbuch %1, und ihre Artefakte gehen nach Preisen; dieses Fenster hat %2. „tradewind export --price-book“ nimmt das andere.</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::BundleTree</name>
    <message>
        <source>Files of the bundle</source>
        <translation>Dateien des Bündels</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>as before</source>
        <translation>wie zuvor</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>geändert</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::ChaosChart</name>
    <message>
        <source>%1 of %2 failures are borne by what is left.</source>
        <translation>%1 von %2 Ausfällen trägt, was übrig bleibt.</translation>
    </message>
    <message>
        <source>Experiment</source>
        <translation>Versuch</translation>
    </message>
    <message>
        <source>Holds</source>
        <translation>Hält</translation>
    </message>
    <message>
        <source>Requests sent</source>
        <translation>Gesendete Anfragen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Failed, %</source>
        <translation>Gescheitert, %</translation>
    </message>
    <message>
        <source>More late than usual</source>
        <translation>Mehr Verspätete als sonst</translation>
    </message>
    <message>
        <source>Detected after, s</source>
        <translation>Erkannt nach, s</translation>
    </message>
    <message>
        <source>Shifted after, s</source>
        <translation>Umgeleitet nach, s</translation>
    </message>
    <message>
        <source>Recovered after, s</source>
        <translation>Erholt nach, s</translation>
    </message>
    <message>
        <source>Hardest hit</source>
        <translation>Am härtesten getroffen</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>No failure was played: the topology has no such part.</source>
        <translation>Kein Ausfall wurde gespielt: Die Topologie hat keinen solchen Teil.</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>late</source>
        <translation>verspätet</translation>
    </message>
    <message>
        <source>detected</source>
        <translation>erkannt</translation>
    </message>
    <message>
        <source>recovered</source>
        <translation>erholt</translation>
    </message>
    <message>
        <source>fault</source>
        <translation>Ausfall</translation>
    </message>
    <message>
        <source>holds</source>
        <translation>hält</translation>
    </message>
    <message>
        <source>does not hold</source>
        <translation>hält nicht</translation>
    </message>
    <message>
        <source>%1: p95, ms</source>
        <translation>%1: p95, ms</translation>
    </message>
    <message>
        <source>minutes and seconds</source>
        <translation>Minuten und Sekunden</translation>
    </message>
    <message>
        <source>with the fault</source>
        <translation>mit dem Ausfall</translation>
    </message>
    <message>
        <source>without</source>
        <translation>ohne</translation>
    </message>
    <message>
        <source>%1 of %2 requests fail</source>
        <translation>%1 von %2 Anfragen scheitern</translation>
    </message>
    <message>
        <source>detected after %1, shifted after %2, recovered after %3</source>
        <translation>erkannt nach %1, umgeleitet nach %2, erholt nach %3</translation>
    </message>
    <message>
        <source>hardest hit: %1, p95 %2 instead of %3</source>
        <translation>am härtesten getroffen: %1, p95 %2 statt %3</translation>
    </message>
    <message>
        <source>Chaos</source>
        <translation>Chaos</translation>
    </message>
    <message>
        <source>its end</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>%1: p95, s</source>
        <translation>%1: p95, s</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::ChaosView</name>
    <message>
        <source>Play every failure</source>
        <translation>Jeden Ausfall spielen</translation>
    </message>
    <message>
        <source>Every region, zone and node of the selected topology fails in turn, its users request by request</source>
        <translation>Jede Region, jede Zone und jeder Knoten der gewählten Topologie fällt nacheinander aus, Anfrage für Anfrage gespielt</translation>
    </message>
    <message>
        <source>Progress of the failures</source>
        <translation>Fortschritt der Ausfälle</translation>
    </message>
    <message>
        <source>Pick a point of the front, then play every failure of its topology.</source>
        <translation>Einen Punkt der Front wählen, dann jeden Ausfall seiner Topologie spielen.</translation>
    </message>
    <message>
        <source>“Play every failure” lets each region, zone and node of %1 fail in turn.</source>
        <translation>„Jeden Ausfall spielen“ lässt jede Region, jede Zone und jeden Knoten von %1 nacheinander ausfallen.</translation>
    </message>
    <message>
        <source>Playing the failures of %1…</source>
        <translation>Die Ausfälle von %1 werden gespielt …</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::ChartView</name>
    <message>
        <source>Table</source>
        <translation>Tabelle</translation>
    </message>
    <message>
        <source>The same figures as a table</source>
        <translation>Dieselben Zahlen als Tabelle</translation>
    </message>
    <message>
        <source>Save and copy</source>
        <translation>Sichern und kopieren</translation>
    </message>
    <message>
        <source>%1, as a table</source>
        <translation>%1 als Tabelle</translation>
    </message>
    <message>
        <source>Save chart as PNG, SVG, PDF or CSV…</source>
        <translation>Diagramm als PNG, SVG, PDF oder CSV sichern …</translation>
    </message>
    <message>
        <source>Copy image</source>
        <translation>Bild kopieren</translation>
    </message>
    <message>
        <source>Copy table</source>
        <translation>Tabelle kopieren</translation>
    </message>
    <message>
        <source>Show everything</source>
        <translation>Alles zeigen</translation>
    </message>
    <message>
        <source>Save chart</source>
        <translation>Diagramm sichern</translation>
    </message>
    <message>
        <source>Images and tables (*.png *.svg *.pdf *.csv)</source>
        <translation>Bilder und Tabellen (*.png *.svg *.pdf *.csv)</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::CommandPalette</name>
    <message>
        <source>What to do, or a point, a region, a city…</source>
        <translation>Was zu tun ist, oder ein Punkt, eine Region, eine Stadt …</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Commands that fit</source>
        <translation>Passende Befehle</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::CompareChart</name>
    <message>
        <source>expected</source>
        <translation>erwartet</translation>
    </message>
    <message>
        <source>chance unknown</source>
        <translation>Zufall unbekannt</translation>
    </message>
    <message>
        <source>may be chance</source>
        <translation>vielleicht Zufall</translation>
    </message>
    <message>
        <source>Cost a month</source>
        <translation>Kosten im Monat</translation>
    </message>
    <message>
        <source>USD a million requests</source>
        <translation>USD je Million Anfragen</translation>
    </message>
    <message>
        <source>Within the target, %</source>
        <translation>Im Ziel, %</translation>
    </message>
    <message>
        <source>Availability, %</source>
        <translation>Verfügbarkeit, %</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation>GPUs</translation>
    </message>
    <message>
        <source>Fewer than two points are picked.</source>
        <translation>Weniger als zwei Punkte sind gewählt.</translation>
    </message>
    <message>
        <source>%1 against %2: latency %3, cost %4</source>
        <translation>%1 gegen %2: Latenz %3, Kosten %4</translation>
    </message>
    <message>
        <source>Figure</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>%1 less %2</source>
        <translation>%1 weniger %2</translation>
    </message>
    <message>
        <source>± 95 % interval</source>
        <translation>± 95-%-Intervall</translation>
    </message>
    <message>
        <source>GPUs in %1</source>
        <translation>GPUs in %1</translation>
    </message>
    <message>
        <source>pinned</source>
        <translation>angeheftet</translation>
    </message>
    <message>
        <source>selected</source>
        <translation>gewählt</translation>
    </message>
    <message>
        <source>not simulated</source>
        <translation>nicht simuliert</translation>
    </message>
    <message>
        <source>GPUs by region</source>
        <translation>GPUs nach Region</translation>
    </message>
    <message>
        <source>Zero lies within the 95 % interval of the difference: more replications would tell.</source>
        <translation>Null liegt im 95-%-Intervall des Unterschieds: Mehr Wiederholungen gäben Auskunft.</translation>
    </message>
    <message>
        <source>Nothing is known yet of what chance does to this difference.</source>
        <translation>Was der Zufall zu diesem Unterschied beiträgt, ist noch nicht bekannt.</translation>
    </message>
    <message>
        <source>Zero lies outside of the 95 % interval of the difference, over replications with the same users.</source>
        <translation>Null liegt außerhalb des 95-%-Intervalls des Unterschieds, über Wiederholungen mit denselben Nutzern.</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>Nebeneinander</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::CompareView</name>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
    <message>
        <source>Compare too</source>
        <translation>Auch vergleichen</translation>
    </message>
    <message>
        <source>Hold every other point against the selected one</source>
        <translation>Jeden anderen Punkt am gewählten messen</translation>
    </message>
    <message>
        <source>Keep the selected point in the comparison, whatever is selected next</source>
        <translation>Den gewählten Punkt im Vergleich behalten, was immer danach gewählt wird</translation>
    </message>
    <message>
        <source>why one is cheaper</source>
        <translation>warum einer billiger ist</translation>
    </message>
    <message>
        <source>Pin a point of the front (Ctrl+B), then pick another one: they stand here side by side. More of them: “Compare too”.</source>
        <translation>Einen Punkt der Front anheften (Strg+B), dann einen anderen wählen: Hier stehen sie nebeneinander. Weitere mit „Auch vergleichen“.</translation>
    </message>
    <message>
        <source>of the selected point; pin one to see why another is cheaper</source>
        <translation>des gewählten Punkts; angeheftet zeigt er, warum ein anderer billiger ist</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::ConditionsPanel</name>
    <message>
        <source>Demand</source>
        <translation>Nachfrage</translation>
    </message>
    <message>
        <source>Requests of everybody, times</source>
        <translation>Anfragen aller, mal</translation>
    </message>
    <message>
        <source>GPU price</source>
        <translation>GPU-Preis</translation>
    </message>
    <message>
        <source>Price of an instance, however it is bought, times</source>
        <translation>Preis einer Instanz, wie auch immer gekauft, mal</translation>
    </message>
    <message>
        <source>Egress price</source>
        <translation>Egress-Preis</translation>
    </message>
    <message>
        <source>Price of traffic to the internet, times</source>
        <translation>Preis des Verkehrs ins Internet, mal</translation>
    </message>
    <message>
        <source>Latency at most</source>
        <translation>Latenz höchstens</translation>
    </message>
    <message>
        <source>Limit on the latency that the plan looks at</source>
        <translation>Grenze der Latenz, auf die der Plan sieht</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <source>Number of open regions</source>
        <translation>Zahl der offenen Regionen</translation>
    </message>
    <message>
        <source>Spot share</source>
        <translation>Spot-Anteil</translation>
    </message>
    <message>
        <source>Most of the instances of an hour that may be spot</source>
        <translation>Höchster Anteil der Instanzen einer Stunde, der Spot sein darf</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::ContinentsChart</name>
    <message>
        <source>No point is selected.</source>
        <translation>Kein Punkt ist gewählt.</translation>
    </message>
    <message>
        <source>%1 continents; the slowest is %2, 95 % within %3.</source>
        <translation>%1 Kontinente; am langsamsten ist %2, 95 % innerhalb von %3.</translation>
    </message>
    <message>
        <source>Continent</source>
        <translation>Kontinent</translation>
    </message>
    <message>
        <source>Share of requests, %</source>
        <translation>Anteil der Anfragen, %</translation>
    </message>
    <message>
        <source>Pick a point of the front to see what each continent feels.</source>
        <translation>Einen Punkt der Front wählen, um zu sehen, was jeder Kontinent spürt.</translation>
    </message>
    <message>
        <source>share of requests within, stretched towards the tail</source>
        <translation>Anteil der Anfragen, zum Ende hin gestreckt</translation>
    </message>
    <message>
        <source>everybody</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>target of the SLO</source>
        <translation>Ziel des SLO</translation>
    </message>
    <message>
        <source>%1 of all requests</source>
        <translation>%1 aller Anfragen</translation>
    </message>
    <message>
        <source>everybody %1</source>
        <translation>alle %1</translation>
    </message>
    <message>
        <source>Continent by continent</source>
        <translation>Kontinent für Kontinent</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::EditorView</name>
    <message>
        <source>Parts</source>
        <translation>Teile</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>Formular</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Problems of the scenario</source>
        <translation>Fehler des Szenarios</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>No problems. %1 defaults are filled in.</source>
        <translation>Keine Fehler. %1 Vorgaben sind eingesetzt.</translation>
    </message>
    <message>
        <source>%1 error</source>
        <translation>%1 Fehler</translation>
    </message>
    <message>
        <source>%1 errors</source>
        <translation>%1 Fehler</translation>
    </message>
    <message>
        <source>%1 warning</source>
        <translation>%1 Warnung</translation>
    </message>
    <message>
        <source>%1 warnings</source>
        <translation>%1 Warnungen</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::ExportView</name>
    <message>
        <source>Changes only</source>
        <translation>Nur Änderungen</translation>
    </message>
    <message>
        <source>Write bundle</source>
        <translation>Bündel schreiben</translation>
    </message>
    <message>
        <source>everything: %1</source>
        <translation>alles: %1</translation>
    </message>
    <message>
        <source>Target of the export</source>
        <translation>Ziel des Exports</translation>
    </message>
    <message>
        <source>Search in all files</source>
        <translation>In allen Dateien suchen</translation>
    </message>
    <message>
        <source>Folder, new or of a former export</source>
        <translation>Ordner, neu oder eines früheren Exports</translation>
    </message>
    <message>
        <source>Folder of the bundle</source>
        <translation>Ordner des Bündels</translation>
    </message>
    <message>
        <source>What differs from the files that lie in the folder</source>
        <translation>Was von den Dateien abweicht, die im Ordner liegen</translation>
    </message>
    <message>
        <source>File of the bundle</source>
        <translation>Datei des Bündels</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Pick a point of the front to export it.</source>
        <translation>Einen Punkt der Front wählen, um ihn zu exportieren.</translation>
    </message>
    <message>
        <source>What is tried out is in no study. Change the scenario and plan it to export its points.</source>
        <translation>Was ausprobiert wird, steht in keiner Studie. Zum Exportieren das Szenario ändern und planen.</translation>
    </message>
    <message>
        <source>%1 of point %2</source>
        <translation>%1 des Punkts %2</translation>
    </message>
    <message>
        <source>%1 file</source>
        <translation>%1 Datei</translation>
    </message>
    <message>
        <source>%1 files</source>
        <translation>%1 Dateien</translation>
    </message>
    <message>
        <source>Nothing differs.</source>
        <translation>Nichts weicht ab.</translation>
    </message>
    <message>
        <source>The bundle is not written: %1</source>
        <translation>Das Bündel ist nicht geschrieben: %1</translation>
    </message>
    <message>
        <source>Progress of the simulations for the bundle</source>
        <translation>Fortschritt der Simulationen für das Bündel</translation>
    </message>
    <message>
        <source>Making the bundle of point %1…</source>
        <translation>Das Bündel des Punkts %1 entsteht …</translation>
    </message>
    <message>
        <source>%1, to be read; what it tells of failures and of full replicas is being simulated…</source>
        <translation>%1, zum Lesen; was darin von Ausfällen und vollen Replikaten steht, wird simuliert …</translation>
    </message>
    <message>
        <source>%1 of point %2 written to %3; prices of %4.</source>
        <translation>%1 des Punkts %2 nach %3 geschrieben; Preise von %4.</translation>
    </message>
    <message>
        <source>Being checked…</source>
        <translation>Wird geprüft …</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::FormPage</name>
    <message>
        <source>expected %1</source>
        <translation>erwartet: %1</translation>
    </message>
    <message>
        <source>found %1</source>
        <translation>gefunden: %1</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::FormRow</name>
    <message>
        <source>as %1</source>
        <translation>etwa %1</translation>
    </message>
    <message>
        <source>Several, separated by ;</source>
        <translation>Mehrere, getrennt durch ;</translation>
    </message>
    <message>
        <source>(not given)</source>
        <translation>(nicht angegeben)</translation>
    </message>
    <message>
        <source>%1 (default)</source>
        <translation>%1 (Vorgabe)</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Open, %1</source>
        <translation>Öffnen, %1</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::FrontChart</name>
    <message>
        <source>No topology has been planned yet.</source>
        <translation>Noch ist keine Topologie geplant.</translation>
    </message>
    <message>
        <source>%1 points on the front, from %2 at %3 a month to %4 at %5 a month.</source>
        <translation>%1 Punkte auf der Front, von %2 für %3 im Monat bis %4 für %5 im Monat.</translation>
    </message>
    <message>
        <source>Point</source>
        <translation>Punkt</translation>
    </message>
    <message>
        <source>± 95 % interval, ms</source>
        <translation>± 95-%-Intervall, ms</translation>
    </message>
    <message>
        <source>USD a month</source>
        <translation>USD im Monat</translation>
    </message>
    <message>
        <source>On the front</source>
        <translation>Auf der Front</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation>GPUs</translation>
    </message>
    <message>
        <source>Within the SLO, %</source>
        <translation>Im SLO, %</translation>
    </message>
    <message>
        <source>Availability, %</source>
        <translation>Verfügbarkeit, %</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>No topology has been planned yet.
Plan (F5) searches the placements; the front grows here point by point.</source>
        <translation>Noch ist keine Topologie geplant.
Planen (F5) sucht die Platzierungen; die Front wächst hier Punkt für Punkt.</translation>
    </message>
    <message>
        <source>%1, ms</source>
        <translation>%1, ms</translation>
    </message>
    <message>
        <source>what if</source>
        <translation>was wäre, wenn</translation>
    </message>
    <message>
        <source>what if, expected</source>
        <translation>was wäre, wenn (erwartet)</translation>
    </message>
    <message>
        <source>regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <source>within the SLO</source>
        <translation>im SLO</translation>
    </message>
    <message>
        <source>what if, expected by the placement model</source>
        <translation>was wäre, wenn: vom Platzierungsmodell erwartet</translation>
    </message>
    <message>
        <source>%1 a month</source>
        <translation>%1 im Monat</translation>
    </message>
    <message>
        <source>%1 region</source>
        <translation>%1 Region</translation>
    </message>
    <message>
        <source>%1 regions</source>
        <translation>%1 Regionen</translation>
    </message>
    <message>
        <source>%1 GPU</source>
        <translation>%1 GPU</translation>
    </message>
    <message>
        <source>%1 GPUs</source>
        <translation>%1 GPUs</translation>
    </message>
    <message>
        <source>%1 within the SLO</source>
        <translation>%1 im SLO</translation>
    </message>
    <message>
        <source>on the front</source>
        <translation>auf der Front</translation>
    </message>
    <message>
        <source>beaten by another point</source>
        <translation>von einem anderen Punkt geschlagen</translation>
    </message>
    <message>
        <source>Latency and cost</source>
        <translation>Latenz und Kosten</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::HoursChart</name>
    <message>
        <source>requests of %1</source>
        <translation>Anfragen von %1</translation>
    </message>
    <message>
        <source>requests into %1</source>
        <translation>Anfragen nach %1</translation>
    </message>
    <message>
        <source>all requests</source>
        <translation>alle Anfragen</translation>
    </message>
    <message>
        <source>No scenario without errors.</source>
        <translation>Kein Szenario ohne Fehler.</translation>
    </message>
    <message>
        <source>%1: the busiest hour is %2 %3 with %4 requests/s.</source>
        <translation>%1: Die stärkste Stunde ist %2 %3 mit %4 Anfragen/s.</translation>
    </message>
    <message>
        <source>Hour of the week, UTC</source>
        <translation>Stunde der Woche, UTC</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Hour</source>
        <translation>Stunde</translation>
    </message>
    <message>
        <source>Requests/s</source>
        <translation>Anfragen/s</translation>
    </message>
    <message>
        <source>The rhythm of the week appears when the scenario has no errors.</source>
        <translation>Der Rhythmus der Woche erscheint, wenn das Szenario keine Fehler hat.</translation>
    </message>
    <message>
        <source>mean %1, busiest hour %2 requests/s</source>
        <translation>Mittel %1, stärkste Stunde %2 Anfragen/s</translation>
    </message>
    <message>
        <source>%1 requests/s</source>
        <translation>%1 Anfragen/s</translation>
    </message>
    <message>
        <source>Hours of the week</source>
        <translation>Stunden der Woche</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::Job</name>
    <message>
        <source> (and %1 more)</source>
        <translation> (und %1 weitere)</translation>
    </message>
    <message>
        <source>Something failed that has no name.</source>
        <translation>Etwas ist gescheitert, das keinen Namen hat.</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::JsonView</name>
    <message>
        <source>Scenario as JSON</source>
        <translation>Szenario als JSON</translation>
    </message>
    <message>
        <source>Typing</source>
        <translation>Tippen</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::KeyFigures</name>
    <message>
        <source>Key figures</source>
        <translation>Kennzahlen</translation>
    </message>
    <message>
        <source>Populations</source>
        <translation>Bevölkerungen</translation>
    </message>
    <message>
        <source>%1 users</source>
        <translation>%1 Nutzer</translation>
    </message>
    <message>
        <source>Requests/s, mean</source>
        <translation>Anfragen/s, Mittel</translation>
    </message>
    <message>
        <source>%1 a month</source>
        <translation>%1 im Monat</translation>
    </message>
    <message>
        <source>Workloads</source>
        <translation>Lasten</translation>
    </message>
    <message>
        <source>Candidate regions</source>
        <translation>Mögliche Regionen</translation>
    </message>
    <message>
        <source>Offers</source>
        <translation>Angebote</translation>
    </message>
    <message>
        <source>GPU instance types in regions</source>
        <translation>GPU-Instanztypen in Regionen</translation>
    </message>
    <message>
        <source>not simulated yet</source>
        <translation>noch nicht simuliert</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>what if</source>
        <translation>was wäre, wenn</translation>
    </message>
    <message>
        <source>expected, not simulated yet</source>
        <translation>erwartet, noch nicht simuliert</translation>
    </message>
    <message>
        <source>Cost a month</source>
        <translation>Kosten im Monat</translation>
    </message>
    <message>
        <source>%1 USD a million requests</source>
        <translation>%1 USD je Million Anfragen</translation>
    </message>
    <message>
        <source>Regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <source>%1 of requests within 50 ms</source>
        <translation>%1 der Anfragen unter 50 ms</translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation>GPUs</translation>
    </message>
    <message>
        <source>%1 replica</source>
        <translation>%1 Replik</translation>
    </message>
    <message>
        <source>%1 replicas</source>
        <translation>%1 Repliken</translation>
    </message>
    <message>
        <source>Objectives</source>
        <translation>Ziele</translation>
    </message>
    <message>
        <source>Availability</source>
        <translation>Verfügbarkeit</translation>
    </message>
    <message>
        <source>%1 requests a month</source>
        <translation>%1 Anfragen im Monat</translation>
    </message>
    <message>
        <source>± %1, 95 % interval</source>
        <translation>± %1, 95-%-Intervall</translation>
    </message>
    <message>
        <source>one replication: no interval</source>
        <translation>eine Wiederholung: kein Intervall</translation>
    </message>
    <message>
        <source>met</source>
        <translation>erreicht</translation>
    </message>
    <message>
        <source>missed</source>
        <translation>verfehlt</translation>
    </message>
    <message>
        <source>%1 within the target</source>
        <translation>%1 im Ziel</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::LatencyChart</name>
    <message>
        <source>No point is selected.</source>
        <translation>Kein Punkt ist gewählt.</translation>
    </message>
    <message>
        <source>%1 populations; the slowest p95 is that of %2 with %3.</source>
        <translation>%1 Bevölkerungen; das langsamste p95 hat %2 mit %3.</translation>
    </message>
    <message>
        <source>Population</source>
        <translation>Bevölkerung</translation>
    </message>
    <message>
        <source>Continent</source>
        <translation>Kontinent</translation>
    </message>
    <message>
        <source>Served from</source>
        <translation>Bedient aus</translation>
    </message>
    <message>
        <source>Requests/s</source>
        <translation>Anfragen/s</translation>
    </message>
    <message>
        <source>Round trip, ms</source>
        <translation>Umlauf, ms</translation>
    </message>
    <message>
        <source>± 95 % interval, ms</source>
        <translation>± 95-%-Intervall, ms</translation>
    </message>
    <message>
        <source>Pick a point of the front to see what its users feel.</source>
        <translation>Einen Punkt der Front wählen, um zu sehen, was seine Nutzer spüren.</translation>
    </message>
    <message>
        <source>median</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>target of the SLO</source>
        <translation>Ziel des SLO</translation>
    </message>
    <message>
        <source>means: network %1, queue %2, service %3</source>
        <translation>Mittel: Netz %1, Warten %2, Bedienung %3</translation>
    </message>
    <message>
        <source>served from %1, round trip %2</source>
        <translation>bedient aus %1, Umlauf %2</translation>
    </message>
    <message>
        <source>%1 simulated requests</source>
        <translation>%1 simulierte Anfragen</translation>
    </message>
    <message>
        <source>Latency by population</source>
        <translation>Latenz nach Bevölkerung</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::MainWindow</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>&amp;Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>&amp;New from an example</source>
        <translation>&amp;Neu nach einem Beispiel</translation>
    </message>
    <message>
        <source>&amp;Save scenario</source>
        <translation>Szenario &amp;sichern</translation>
    </message>
    <message>
        <source>Save scenario &amp;as…</source>
        <translation>Szenario sichern &amp;als …</translation>
    </message>
    <message>
        <source>&amp;Close tab</source>
        <translation>&amp;Reiter schließen</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>&amp;Find a command…</source>
        <translation>Befehl &amp;finden …</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Table of this view</source>
        <translation>&amp;Tabelle dieser Ansicht</translation>
    </message>
    <message>
        <source>Pin as baseline</source>
        <translation>Als Bezug anheften</translation>
    </message>
    <message>
        <source>Hold every other point against this one</source>
        <translation>Jeden anderen Punkt an diesem messen</translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation>Nichts wählen</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf</translation>
    </message>
    <message>
        <source>&amp;Plan</source>
        <translation>&amp;Planen</translation>
    </message>
    <message>
        <source>P&amp;ause</source>
        <translation>P&amp;ause</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>&amp;Abbrechen</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;Tour</source>
        <translation>&amp;Rundgang</translation>
    </message>
    <message>
        <source>&amp;About Tradewind</source>
        <translation>&amp;Über Tradewind</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Werkzeuge</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Scenarios and studies (*.json *.study);;All files (*)</source>
        <translation>Szenarien und Studien (*.json *.study);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Save scenario</source>
        <translation>Szenario sichern</translation>
    </message>
    <message>
        <source>Scenarios (*.json)</source>
        <translation>Szenarien (*.json)</translation>
    </message>
    <message>
        <source>Save elsewhere…</source>
        <translation>Anderswo sichern …</translation>
    </message>
    <message>
        <source>The scenario has edits that are not saved.</source>
        <translation>Das Szenario hat ungesicherte Änderungen.</translation>
    </message>
    <message>
        <source>&amp;Go on planning</source>
        <translation>&amp;Weiter planen</translation>
    </message>
    <message>
        <source>New from the example %1</source>
        <translation>Neu nach dem Beispiel %1</translation>
    </message>
    <message>
        <source>Point %1</source>
        <translation>Punkt %1</translation>
    </message>
    <message>
        <source>Region %1</source>
        <translation>Region %1</translation>
    </message>
    <message>
        <source>People of %1</source>
        <translation>Menschen in %1</translation>
    </message>
    <message>
        <source>Nothing yet</source>
        <translation>Noch nichts</translation>
    </message>
    <message>
        <source>About Tradewind</source>
        <translation>Über Tradewind</translation>
    </message>
    <message>
        <source>&lt;b&gt;Tradewind %1&lt;/b&gt;&lt;p&gt;Where in the world should this AI service run, and what will it cost?&lt;/p&gt;&lt;p&gt;Catalogue of %2&lt;br&gt;Prices: %3&lt;br&gt;Qt %4&lt;/p&gt;&lt;p&gt;Apache-2.0. Land outline: Natural Earth. City names and populations: SimpleMaps (CC BY 4.0). THIRD_PARTY.md names every source.&lt;/p&gt;</source>
        <translation>&lt;b&gt;Tradewind %1&lt;/b&gt;&lt;p&gt;Wo auf der Welt soll dieser KI-Dienst laufen, und was wird er kosten?&lt;/p&gt;&lt;p&gt;Katalog vom %2&lt;br&gt;Preise: %3&lt;br&gt;Qt %4&lt;/p&gt;&lt;p&gt;Apache-2.0. Umriss des Landes: Natural Earth. Städtenamen und Einwohner: SimpleMaps (CC BY 4.0). THIRD_PARTY.md nennt jede Quelle.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>The window speaks the other language when it is started the next time.</source>
        <translation>Das Fenster spricht die andere Sprache, wenn es das nächste Mal gestartet wird.</translation>
    </message>
    <message>
        <source>not saved yet</source>
        <translation>noch nicht gesichert</translation>
    </message>
    <message>
        <source>the scenario was changed after this study was planned: F5 plans it anew</source>
        <translation>das Szenario wurde nach dieser Studie geändert: F5 plant es neu</translation>
    </message>
    <message>
        <source>prices %1</source>
        <translation>Preise %1</translation>
    </message>
    <message>
        <source>catalogue %1</source>
        <translation>Katalog %1</translation>
    </message>
    <message>
        <source>Pin</source>
        <translation>Anheften</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::MapChart</name>
    <message>
        <source>%1 populations and %2 candidate regions.</source>
        <translation>%1 Bevölkerungen und %2 mögliche Regionen.</translation>
    </message>
    <message>
        <source>%1 populations are served by %2 regions.</source>
        <translation>%1 Bevölkerungen werden von %2 Regionen bedient.</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Stadt</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Requests/s</source>
        <translation>Anfragen/s</translation>
    </message>
    <message>
        <source>Share, %</source>
        <translation>Anteil, %</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>Repliken</translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation>GPUs</translation>
    </message>
    <message>
        <source>Busy, %</source>
        <translation>Ausgelastet, %</translation>
    </message>
    <message>
        <source>USD a month</source>
        <translation>USD im Monat</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>The map appears when the scenario has no errors.</source>
        <translation>Die Karte erscheint, wenn das Szenario keine Fehler hat.</translation>
    </message>
    <message>
        <source>people, by requests</source>
        <translation>Menschen, nach Anfragen</translation>
    </message>
    <message>
        <source>region, by load</source>
        <translation>Region, nach Last</translation>
    </message>
    <message>
        <source>region, by cost</source>
        <translation>Region, nach Kosten</translation>
    </message>
    <message>
        <source>candidate region</source>
        <translation>mögliche Region</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>candidate, not open</source>
        <translation>möglich, nicht offen</translation>
    </message>
    <message>
        <source>%1 requests/s, %2 of all</source>
        <translation>%1 Anfragen/s, %2 von allen</translation>
    </message>
    <message>
        <source>%1 replica</source>
        <translation>%1 Replik</translation>
    </message>
    <message>
        <source>%1 replicas</source>
        <translation>%1 Repliken</translation>
    </message>
    <message>
        <source>%1 GPU</source>
        <translation>%1 GPU</translation>
    </message>
    <message>
        <source>%1 GPUs</source>
        <translation>%1 GPUs</translation>
    </message>
    <message>
        <source>busy %1</source>
        <translation>ausgelastet zu %1</translation>
    </message>
    <message>
        <source>%1 a month</source>
        <translation>%1 im Monat</translation>
    </message>
    <message>
        <source>%1 users, %2 requests/s</source>
        <translation>%1 Nutzer, %2 Anfragen/s</translation>
    </message>
    <message>
        <source>served from %1</source>
        <translation>bedient aus %1</translation>
    </message>
    <message>
        <source>round trip %1</source>
        <translation>Umlauf %1</translation>
    </message>
    <message>
        <source>p95 %1</source>
        <translation>p95 %1</translation>
    </message>
    <message>
        <source>World</source>
        <translation>Welt</translation>
    </message>
    <message>
        <source>added, not planned yet</source>
        <translation>hinzugefügt, noch nicht geplant</translation>
    </message>
    <message>
        <source>its failures are borne</source>
        <translation>ihre Ausfälle werden getragen</translation>
    </message>
    <message>
        <source>a failure is not borne</source>
        <translation>ein Ausfall wird nicht getragen</translation>
    </message>
    <message>
        <source>%1: %2 of %3 requests fail, %4</source>
        <translation>%1: %2 von %3 Anfragen scheitern, %4</translation>
    </message>
    <message>
        <source>borne</source>
        <translation>getragen</translation>
    </message>
    <message>
        <source>not borne</source>
        <translation>nicht getragen</translation>
    </message>
    <message>
        <source>Add people of %1 (%2)</source>
        <translation>Menschen von %1 hinzufügen (%2)</translation>
    </message>
    <message>
        <source>Add region %1 (%2 %3)</source>
        <translation>Region %1 hinzufügen (%2 %3)</translation>
    </message>
    <message>
        <source>Leave out region %1</source>
        <translation>Region %1 weglassen</translation>
    </message>
    <message>
        <source>people: the stronger, the more requests come from there</source>
        <translation>Menschen: je kräftiger, desto mehr Anfragen kommen von dort</translation>
    </message>
    <message>
        <source>people, by requests; the darker, the longer their p95</source>
        <translation>Menschen, nach Anfragen; je dunkler, desto länger ihr p95</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::Outline</name>
    <message>
        <source>Parts of the scenario</source>
        <translation>Teile des Szenarios</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>Add another</source>
        <translation>Weiteren Eintrag</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>Verdoppeln</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::Page</name>
    <message>
        <source>All views</source>
        <translation>Alles</translation>
    </message>
    <message>
        <source>Front</source>
        <translation>Front</translation>
    </message>
    <message>
        <source>World</source>
        <translation>Welt</translation>
    </message>
    <message>
        <source>Bill</source>
        <translation>Rechnung</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>Was wenn</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>Topology</source>
        <translation>Topologie</translation>
    </message>
    <message>
        <source>Hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>Chaos</source>
        <translation>Chaos</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>no colour</source>
        <translation>ohne Farbe</translation>
    </message>
    <message>
        <source>colour: regions</source>
        <translation>Farbe: Regionen</translation>
    </message>
    <message>
        <source>colour: GPUs</source>
        <translation>Farbe: GPUs</translation>
    </message>
    <message>
        <source>colour: within SLO</source>
        <translation>Farbe: im SLO</translation>
    </message>
    <message>
        <source>What the colour of a point says</source>
        <translation>Was die Farbe eines Punkts sagt</translation>
    </message>
    <message>
        <source>size: load</source>
        <translation>Größe: Last</translation>
    </message>
    <message>
        <source>size: cost</source>
        <translation>Größe: Kosten</translation>
    </message>
    <message>
        <source>What the size of a region says</source>
        <translation>Was die Größe einer Region sagt</translation>
    </message>
    <message>
        <source>people: by region</source>
        <translation>Menschen: nach Region</translation>
    </message>
    <message>
        <source>people: by p95</source>
        <translation>Menschen: nach p95</translation>
    </message>
    <message>
        <source>What the colour of a population says</source>
        <translation>Was die Farbe einer Bevölkerung sagt</translation>
    </message>
    <message>
        <source>%1 topologies</source>
        <translation>%1 Topologien</translation>
    </message>
    <message>
        <source>%1 so far</source>
        <translation>bisher %1</translation>
    </message>
    <message>
        <source>Edits that were not saved</source>
        <translation>Ungesicherte Änderungen</translation>
    </message>
    <message>
        <source>These edits were not saved when the window ended. Undo takes them back; save keeps them.</source>
        <translation>Diese Änderungen waren nicht gesichert, als das Fenster endete. Rückgängig nimmt sie zurück, Sichern behält sie.</translation>
    </message>
    <message>
        <source>Where to keep the study</source>
        <translation>Wo die Studie liegen soll</translation>
    </message>
    <message>
        <source>Studies (*.study)</source>
        <translation>Studien (*.study)</translation>
    </message>
    <message>
        <source>Rollouts</source>
        <translation>Rollouts</translation>
    </message>
    <message>
        <source>Roadmap</source>
        <translation>Ausbauplan</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen …</translation>
    </message>
    <message>
        <source>A click on the map offers the nearest cities and regions that the scenario does not have yet; so does the right button</source>
        <translation>Ein Klick auf die Karte bietet die nächsten Städte und Regionen an, die das Szenario noch nicht hat; die rechte Taste auch</translation>
    </message>
    <message>
        <source>All in one</source>
        <translation>Alle in einem</translation>
    </message>
    <message>
        <source>One by one</source>
        <translation>Einzeln</translation>
    </message>
    <message>
        <source>%1 of %2 topologies read</source>
        <translation>%1 von %2 Topologien gelesen</translation>
    </message>
    <message>
        <source>people: heat</source>
        <translation>Menschen: Wärmebild</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::PercentileChart</name>
    <message>
        <source>Everybody</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>No point is selected.</source>
        <translation>Kein Punkt ist gewählt.</translation>
    </message>
    <message>
        <source>Half of all requests within %1, 95 % within %2, 99 % within %3.</source>
        <translation>Die Hälfte aller Anfragen in %1, 95 % in %2, 99 % in %3.</translation>
    </message>
    <message>
        <source>Continent</source>
        <translation>Kontinent</translation>
    </message>
    <message>
        <source>Simulated requests</source>
        <translation>Simulierte Anfragen</translation>
    </message>
    <message>
        <source>mean, ms</source>
        <translation>Mittel, ms</translation>
    </message>
    <message>
        <source>± 95 % interval, ms</source>
        <translation>± 95-%-Intervall, ms</translation>
    </message>
    <message>
        <source>longest, ms</source>
        <translation>längste, ms</translation>
    </message>
    <message>
        <source>Pick a point of the front to see its percentiles.</source>
        <translation>Einen Punkt der Front wählen, um seine Perzentile zu sehen.</translation>
    </message>
    <message>
        <source>%1, ms</source>
        <translation>%1, ms</translation>
    </message>
    <message>
        <source>Percentiles by continent</source>
        <translation>Perzentile nach Kontinent</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::PlanRun</name>
    <message>
        <source>about %1 min left</source>
        <translation>noch etwa %1 min</translation>
    </message>
    <message>
        <source>about %1 s left</source>
        <translation>noch etwa %1 s</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::PlayBar</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>Wird angehalten …</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::RoadmapChart</name>
    <message>
        <source>month %1</source>
        <translation>Monat %1</translation>
    </message>
    <message>
        <source>months %1–%2</source>
        <translation>Monate %1–%2</translation>
    </message>
    <message>
        <source>cannot wait</source>
        <translation>kann nicht warten</translation>
    </message>
    <message>
        <source>a stage later: %1 USD a month</source>
        <translation>eine Stufe später: %1 USD im Monat</translation>
    </message>
    <message>
        <source>Demand grows by %1 % a month: %2 over %3 months by the model, within %4 of the cheapest course.</source>
        <translation>Die Nachfrage wächst um %1 % im Monat: laut Modell %2 über %3 Monate, höchstens %4 über dem billigsten Verlauf.</translation>
    </message>
    <message>
        <source>Months</source>
        <translation>Monate</translation>
    </message>
    <message>
        <source>Demand, times</source>
        <translation>Nachfrage, mal</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>Instanzen</translation>
    </message>
    <message>
        <source>Opens</source>
        <translation>Öffnet</translation>
    </message>
    <message>
        <source>Expected USD a month</source>
        <translation>Erwartete USD im Monat</translation>
    </message>
    <message>
        <source>Simulated USD a month at its end</source>
        <translation>Simulierte USD im Monat an ihrem Ende</translation>
    </message>
    <message>
        <source>Expected latency, ms</source>
        <translation>Erwartete Latenz, ms</translation>
    </message>
    <message>
        <source>Simulated latency, ms</source>
        <translation>Simulierte Latenz, ms</translation>
    </message>
    <message>
        <source>months</source>
        <translation>Monate</translation>
    </message>
    <message>
        <source>demand at the end, times today&apos;s</source>
        <translation>Nachfrage am Ende, mal heute</translation>
    </message>
    <message>
        <source>USD a month, expected</source>
        <translation>USD im Monat, erwartet</translation>
    </message>
    <message>
        <source>latency, expected</source>
        <translation>Latenz, erwartet</translation>
    </message>
    <message>
        <source>latency at its end, simulated</source>
        <translation>Latenz am Ende, simuliert</translation>
    </message>
    <message>
        <source>opens</source>
        <translation>öffnet</translation>
    </message>
    <message>
        <source>stands, with so many instances</source>
        <translation>steht, mit so vielen Instanzen</translation>
    </message>
    <message>
        <source>%1 instance</source>
        <translation>%1 Instanz</translation>
    </message>
    <message>
        <source>%1 instances</source>
        <translation>%1 Instanzen</translation>
    </message>
    <message>
        <source>opens; %1</source>
        <translation>öffnet; %1</translation>
    </message>
    <message>
        <source>Roadmap</source>
        <translation>Ausbauplan</translation>
    </message>
    <message>
        <source>months from today</source>
        <translation>Monate ab heute</translation>
    </message>
    <message>
        <source>USD a month</source>
        <translation>USD im Monat</translation>
    </message>
    <message>
        <source>expected, mean of the stage</source>
        <translation>erwartet, im Mittel der Stufe</translation>
    </message>
    <message>
        <source>simulated at its end</source>
        <translation>an ihrem Ende simuliert</translation>
    </message>
    <message>
        <source>requests, times today&apos;s</source>
        <translation>Anfragen, mal heute</translation>
    </message>
    <message>
        <source>demand</source>
        <translation>Nachfrage</translation>
    </message>
    <message>
        <source>the stage is sized for</source>
        <translation>dafür ist die Stufe bemessen</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::RoadmapView</name>
    <message>
        <source>Growth a month: “%1” is no percentage from −50 to 100; several stand with “;” between them.</source>
        <translation>Wachstum im Monat: „%1“ ist kein Prozentwert von −50 bis 100; mehrere stehen mit „;“ dazwischen.</translation>
    </message>
    <message>
        <source>Plan the roadmap</source>
        <translation>Ausbau planen</translation>
    </message>
    <message>
        <source>Which region opens when; each stage keeps what stands</source>
        <translation>Welche Region wann öffnet; jede Stufe behält, was steht</translation>
    </message>
    <message>
        <source>Progress of the roadmap</source>
        <translation>Fortschritt des Ausbauplans</translation>
    </message>
    <message>
        <source>months:</source>
        <translation>Monate:</translation>
    </message>
    <message>
        <source>Months to look ahead</source>
        <translation>Monate, die vorausgeschaut wird</translation>
    </message>
    <message>
        <source>decide every:</source>
        <translation>Entscheidung alle:</translation>
    </message>
    <message>
        <source>Months between two decisions</source>
        <translation>Monate zwischen zwei Entscheidungen</translation>
    </message>
    <message>
        <source>the selected point stands</source>
        <translation>der gewählte Punkt steht</translation>
    </message>
    <message>
        <source>simulate the stages</source>
        <translation>die Stufen simulieren</translation>
    </message>
    <message>
        <source>growth, % a month</source>
        <translation>Wachstum, % im Monat</translation>
    </message>
    <message>
        <source>Growth of the requests in percent a month; several, as “3; 8”, where nobody knows. Empty: that of the scenario.</source>
        <translation>Wachstum der Anfragen in Prozent im Monat; mehrere, wie „3; 8“, wenn es niemand weiß. Leer: das des Szenarios.</translation>
    </message>
    <message>
        <source>Growth of the requests, % a month</source>
        <translation>Wachstum der Anfragen, % im Monat</translation>
    </message>
    <message>
        <source>What the selected point has stands today and stays</source>
        <translation>Was der gewählte Punkt hat, steht heute und bleibt</translation>
    </message>
    <message>
        <source>Which growth is shown</source>
        <translation>Welches Wachstum gezeigt wird</translation>
    </message>
    <message>
        <source>“Plan the roadmap” says which region opens when, while demand grows month by month.</source>
        <translation>„Ausbau planen“ sagt, welche Region wann öffnet, während die Nachfrage Monat für Monat wächst.</translation>
    </message>
    <message>
        <source>growth %1 %</source>
        <translation>Wachstum %1 %</translation>
    </message>
    <message>
        <source>%1: least regret</source>
        <translation>%1: geringstes Bedauern</translation>
    </message>
    <message>
        <source>Planning the roadmap…</source>
        <translation>Der Ausbau wird geplant …</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::RolloutChart</name>
    <message>
        <source>%1 of %2 rollouts bring the new version to every region.</source>
        <translation>%1 von %2 Rollouts bringen die neue Version in jede Region.</translation>
    </message>
    <message>
        <source>Rollout</source>
        <translation>Rollout</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>End</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>After, s</source>
        <translation>Nach, s</translation>
    </message>
    <message>
        <source>Two versions for, s</source>
        <translation>Zwei Versionen für, s</translation>
    </message>
    <message>
        <source>Split conversations, %</source>
        <translation>Geteilte Gespräche, %</translation>
    </message>
    <message>
        <source>Bad answers</source>
        <translation>Schlechte Antworten</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Gescheitert</translation>
    </message>
    <message>
        <source>Usually failed</source>
        <translation>Sonst gescheitert</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>Zu spät</translation>
    </message>
    <message>
        <source>Usually late</source>
        <translation>Sonst zu spät</translation>
    </message>
    <message>
        <source>USD, once</source>
        <translation>USD, einmalig</translation>
    </message>
    <message>
        <source>old version</source>
        <translation>alte Version</translation>
    </message>
    <message>
        <source>waits for the files</source>
        <translation>wartet auf die Dateien</translation>
    </message>
    <message>
        <source>two versions side by side</source>
        <translation>zwei Versionen nebeneinander</translation>
    </message>
    <message>
        <source>new version</source>
        <translation>neue Version</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <source>after %1</source>
        <translation>nach %1</translation>
    </message>
    <message>
        <source>two versions side by side for %1</source>
        <translation>zwei Versionen nebeneinander für %1</translation>
    </message>
    <message>
        <source>%1 bad answers; %2 requests fail, %3 usually</source>
        <translation>%1 schlechte Antworten; %2 Anfragen scheitern, sonst %3</translation>
    </message>
    <message>
        <source>%1 once</source>
        <translation>%1 einmalig</translation>
    </message>
    <message>
        <source>wave %1</source>
        <translation>Welle %1</translation>
    </message>
    <message>
        <source>files there after %1</source>
        <translation>Dateien dort nach %1</translation>
    </message>
    <message>
        <source>begins after %1, first answer after %2</source>
        <translation>beginnt nach %1, erste Antwort nach %2</translation>
    </message>
    <message>
        <source>has the new version after %1</source>
        <translation>hat die neue Version nach %1</translation>
    </message>
    <message>
        <source>two versions for %1</source>
        <translation>zwei Versionen für %1</translation>
    </message>
    <message>
        <source>Rollouts</source>
        <translation>Rollouts</translation>
    </message>
    <message>
        <source>%1, region by region</source>
        <translation>%1, Region für Region</translation>
    </message>
    <message>
        <source>requests/s by what answered</source>
        <translation>Anfragen/s nach dem, was antwortet</translation>
    </message>
    <message>
        <source>p95, ms</source>
        <translation>p95, ms</translation>
    </message>
    <message>
        <source>minutes since the run began; the decision falls at %1</source>
        <translation>Minuten seit Beginn des Laufs; entschieden wird bei %1</translation>
    </message>
    <message>
        <source>decided</source>
        <translation>entschieden</translation>
    </message>
    <message>
        <source>analysis failed</source>
        <translation>Analyse gescheitert</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>rolling</source>
        <translation>schrittweise</translation>
    </message>
    <message>
        <source>blue-green</source>
        <translation>blau-grün</translation>
    </message>
    <message>
        <source>canary</source>
        <translation>Kanarienvogel</translation>
    </message>
    <message>
        <source>rolled back</source>
        <translation>zurückgerollt</translation>
    </message>
    <message>
        <source>being rolled back</source>
        <translation>wird zurückgerollt</translation>
    </message>
    <message>
        <source>not done</source>
        <translation>nicht fertig</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::RolloutView</name>
    <message>
        <source>Play the rollouts</source>
        <translation>Rollouts spielen</translation>
    </message>
    <message>
        <source>Every rollout of the scenario over the selected topology, its users request by request</source>
        <translation>Jeder Rollout des Szenarios über die gewählte Topologie, Anfrage für Anfrage gespielt</translation>
    </message>
    <message>
        <source>Progress of the rollouts</source>
        <translation>Fortschritt der Rollouts</translation>
    </message>
    <message>
        <source>The scenario has no rollouts. The editor adds one: Scenario, Parts, Rollouts.</source>
        <translation>Das Szenario hat keine Rollouts. Der Editor fügt einen hinzu: Szenario, Teile, Rollouts.</translation>
    </message>
    <message>
        <source>Pick a point of the front, then play the rollouts over its topology.</source>
        <translation>Einen Punkt der Front wählen, dann die Rollouts über seine Topologie spielen.</translation>
    </message>
    <message>
        <source>“Play the rollouts” brings a new version to every region of %1.</source>
        <translation>„Rollouts spielen“ bringt eine neue Version in jede Region von %1.</translation>
    </message>
    <message>
        <source>Playing the rollouts over %1…</source>
        <translation>Die Rollouts über %1 werden gespielt …</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::RoutingChart</name>
    <message>
        <source>No point is selected.</source>
        <translation>Kein Punkt ist gewählt.</translation>
    </message>
    <message>
        <source>%1 continents are served by %2 regions.</source>
        <translation>%1 Kontinente werden von %2 Regionen bedient.</translation>
    </message>
    <message>
        <source>Workload</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>City</source>
        <translation>Stadt</translation>
    </message>
    <message>
        <source>Instance type</source>
        <translation>Instanztyp</translation>
    </message>
    <message>
        <source>GPU</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>Repliken</translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>Instanzen</translation>
    </message>
    <message>
        <source>Requests, %</source>
        <translation>Anfragen, %</translation>
    </message>
    <message>
        <source>Busy, %</source>
        <translation>Ausgelastet, %</translation>
    </message>
    <message>
        <source>Busy p95, %</source>
        <translation>Ausgelastet p95, %</translation>
    </message>
    <message>
        <source>Batch</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>Pick a point of the front to see its topology.</source>
        <translation>Einen Punkt der Front wählen, um seine Topologie zu sehen.</translation>
    </message>
    <message>
        <source>%1 requests/s, %2 of all</source>
        <translation>%1 Anfragen/s, %2 von allen</translation>
    </message>
    <message>
        <source>busy %1</source>
        <translation>ausgelastet zu %1</translation>
    </message>
    <message>
        <source>%1 a month</source>
        <translation>%1 im Monat</translation>
    </message>
    <message>
        <source>Topology</source>
        <translation>Topologie</translation>
    </message>
    <message>
        <source>%1 requests/s</source>
        <translation>%1 Anfragen/s</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::RunStatus</name>
    <message>
        <source>Progress of the plan</source>
        <translation>Fortschritt des Plans</translation>
    </message>
    <message>
        <source>Planning…</source>
        <translation>Wird geplant …</translation>
    </message>
    <message>
        <source>Stopping; what was found is kept…</source>
        <translation>Wird angehalten; das Gefundene bleibt …</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::Tour</name>
    <message>
        <source>A scenario</source>
        <translation>Ein Szenario</translation>
    </message>
    <message>
        <source>Who asks, what they ask, where it may run. The form and the JSON beside it are one text; what you leave out has a default with its source. While you read this, the example is being planned.</source>
        <translation>Wer fragt, was gefragt wird, wo es laufen darf. Formular und JSON daneben sind ein Text; was fehlt, hat eine Vorgabe mit Quelle. Während Sie lesen, wird das Beispiel geplant.</translation>
    </message>
    <message>
        <source>The front</source>
        <translation>Die Front</translation>
    </message>
    <message>
        <source>Every point is a topology that was simulated request by request: to the left it is faster, further down cheaper. Nobody beats the dark points. Click one, or walk with the arrow keys.</source>
        <translation>Jeder Punkt ist eine Topologie, Anfrage für Anfrage simuliert: weiter links schneller, weiter unten billiger. Die dunklen Punkte schlägt keiner. Klicken Sie einen an, oder gehen Sie mit den Pfeiltasten.</translation>
    </message>
    <message>
        <source>The world</source>
        <translation>Die Welt</translation>
    </message>
    <message>
        <source>The picked point on the map: circles are people, large dots are regions, lines are requests. Click a region or a city: all views follow.</source>
        <translation>Der gewählte Punkt auf der Karte: Kreise sind Menschen, große Punkte Regionen, Linien Anfragen. Klicken Sie eine Region oder Stadt an: Alle Ansichten folgen.</translation>
    </message>
    <message>
        <source>The bill</source>
        <translation>Die Rechnung</translation>
    </message>
    <message>
        <source>What it costs, down to the line with the date of its price. Ctrl+B pins a point; the waterfall then tells why another one is cheaper.</source>
        <translation>Was es kostet, bis zur Zeile mit dem Datum ihres Preises. Strg+B heftet einen Punkt an; der Wasserfall sagt dann, warum ein anderer billiger ist.</translation>
    </message>
    <message>
        <source>What if</source>
        <translation>Was wenn</translation>
    </message>
    <message>
        <source>Move a slider: the placement model answers at once, and a simulation checks it. The difference to the pinned point shows in every view.</source>
        <translation>Bewegen Sie einen Regler: Das Platzierungsmodell antwortet sofort, eine Simulation prüft es. Den Unterschied zum angehefteten Punkt zeigt jede Ansicht.</translation>
    </message>
    <message>
        <source>When things fail</source>
        <translation>Wenn etwas ausfällt</translation>
    </message>
    <message>
        <source>Lets each region, zone and node fail in turn, and shows what the users feel and for how long.</source>
        <translation>Lässt jede Region, jede Zone und jeden Knoten nacheinander ausfallen und zeigt, was die Nutzer spüren und wie lange.</translation>
    </message>
    <message>
        <source>The way out</source>
        <translation>Der Weg hinaus</translation>
    </message>
    <message>
        <source>Kubernetes, Terraform and DNS for the picked point, to read before they are written. That is all: now open a scenario of your own, or change this one. Ctrl+Shift+P finds everything.</source>
        <translation>Kubernetes, Terraform und DNS für den gewählten Punkt, zum Lesen, ehe sie geschrieben werden. Das ist alles: Öffnen Sie nun ein eigenes Szenario, oder ändern Sie dieses. Strg+Umschalt+P findet alles.</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>End the tour</source>
        <translation>Rundgang beenden</translation>
    </message>
    <message>
        <source>Tour</source>
        <translation>Rundgang</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Planning…</source>
        <translation>Wird geplant …</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::WaterfallChart</name>
    <message>
        <source>%1 of the bill</source>
        <translation>%1 der Rechnung</translation>
    </message>
    <message>
        <source>All else</source>
        <translation>Alles andere</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Summe</translation>
    </message>
    <message>
        <source>%1, pinned</source>
        <translation>%1, angeheftet</translation>
    </message>
    <message>
        <source>amounts %1 USD, prices %2 USD</source>
        <translation>Mengen %1 USD, Preise %2 USD</translation>
    </message>
    <message>
        <source>No point is selected.</source>
        <translation>Kein Punkt ist gewählt.</translation>
    </message>
    <message>
        <source>From %1 of the pinned point to %2 a month.</source>
        <translation>Von %1 des angehefteten Punkts zu %2 im Monat.</translation>
    </message>
    <message>
        <source>%1 a month; the largest part is %2 with %3.</source>
        <translation>%1 im Monat; der größte Teil ist %2 mit %3.</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>USD a month</source>
        <translation>USD im Monat</translation>
    </message>
    <message>
        <source>Sum, USD</source>
        <translation>Summe, USD</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>Einzelheit</translation>
    </message>
    <message>
        <source>Pick a point of the front to see its bill.</source>
        <translation>Einen Punkt der Front wählen, um seine Rechnung zu sehen.</translation>
    </message>
    <message>
        <source>Bill</source>
        <translation>Rechnung</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::Welcome</name>
    <message>
        <source>Where in the world should this AI service run, and what will it cost?</source>
        <translation>Wo auf der Welt soll dieser KI-Dienst laufen, und was wird er kosten?</translation>
    </message>
    <message>
        <source>Take the tour</source>
        <translation>Zum Rundgang</translation>
    </message>
    <message>
        <source>Plans a small example and shows each view, in about two minutes</source>
        <translation>Plant ein kleines Beispiel und zeigt jede Ansicht, in etwa zwei Minuten</translation>
    </message>
    <message>
        <source>Open a scenario or a study…</source>
        <translation>Szenario oder Studie öffnen …</translation>
    </message>
    <message>
        <source>Begin with an example</source>
        <translation>Mit einem Beispiel beginnen</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Wieder öffnen</translation>
    </message>
    <message>
        <source>Files that you open stand here the next time. You may also drop them on the window.</source>
        <translation>Dateien, die Sie öffnen, stehen das nächste Mal hier. Sie können sie auch auf das Fenster ziehen.</translation>
    </message>
    <message>
        <source>an assistant for five cities of Germany and France</source>
        <translation>ein Assistent für fünf Städte in Deutschland und Frankreich</translation>
    </message>
    <message>
        <source>an assistant for the 200 largest metro areas</source>
        <translation>ein Assistent für die 200 größten Ballungsräume</translation>
    </message>
    <message>
        <source>card payments that are scored before they are approved</source>
        <translation>Kartenzahlungen, die vor der Freigabe bewertet werden</translation>
    </message>
    <message>
        <source>a shop that ranks products for every page</source>
        <translation>ein Laden, der für jede Seite Produkte ordnet</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::WhatIfView</name>
    <message>
        <source>As the scenario has it</source>
        <translation>Wie im Szenario</translation>
    </message>
    <message>
        <source>Progress of the simulation</source>
        <translation>Fortschritt der Simulation</translation>
    </message>
    <message>
        <source>Asking the placement model…</source>
        <translation>Das Platzierungsmodell wird gefragt …</translation>
    </message>
    <message>
        <source>Expected by the placement model (gap %1), not simulated yet.</source>
        <translation>Vom Platzierungsmodell erwartet (Lücke %1), noch nicht simuliert.</translation>
    </message>
    <message>
        <source>Expected by the placement model (gap %1); being simulated…</source>
        <translation>Vom Platzierungsmodell erwartet (Lücke %1); wird simuliert …</translation>
    </message>
    <message>
        <source>Simulated, request by request.</source>
        <translation>Simuliert, Anfrage für Anfrage.</translation>
    </message>
    <message>
        <source>No placement keeps to this. Allow more latency, or another number of regions.</source>
        <translation>Keine Platzierung hält das ein. Mehr Latenz oder eine andere Zahl von Regionen erlauben.</translation>
    </message>
    <message>
        <source>Move a slider: the placement model answers at once, and a simulation checks it.</source>
        <translation>Einen Regler bewegen: Das Platzierungsmodell antwortet sofort, eine Simulation prüft es.</translation>
    </message>
    <message>
        <source>Plan the scenario first: what-if starts from a front.</source>
        <translation>Zuerst das Szenario planen: „Was wäre, wenn“ beginnt bei einer Front.</translation>
    </message>
    <message>
        <source>What you try out stands here beside the point that was selected before.</source>
        <translation>Was Sie ausprobieren, steht hier neben dem Punkt, der zuvor gewählt war.</translation>
    </message>
</context>
<context>
    <name>tradewind::gui::Workspace</name>
    <message>
        <source>New scenario</source>
        <translation>Neues Szenario</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>%1 first token</source>
        <translation>%1 erstes Token</translation>
    </message>
    <message>
        <source>%1 whole answer</source>
        <translation>%1 ganze Antwort</translation>
    </message>
    <message>
        <source>%1 latency of the objectives</source>
        <translation>%1 Latenz der Ziele</translation>
    </message>
</context>
</TS>
