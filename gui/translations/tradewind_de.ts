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
    <name>Fields</name>
    <message>
        <source>name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>populations</source>
        <translation>Bevölkerungen</translation>
    </message>
    <message>
        <source>workloads</source>
        <translation>Lasten</translation>
    </message>
    <message>
        <source>regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <source>offers</source>
        <translation>Angebote</translation>
    </message>
    <message>
        <source>network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>objective</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>constraints</source>
        <translation>Bedingungen</translation>
    </message>
    <message>
        <source>simulation</source>
        <translation>Simulation</translation>
    </message>
    <message>
        <source>calendar</source>
        <translation>Kalender</translation>
    </message>
    <message>
        <source>events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>traffic</source>
        <translation>Verkehrslenkung</translation>
    </message>
    <message>
        <source>incidents</source>
        <translation>Vorfälle</translation>
    </message>
    <message>
        <source>runbook</source>
        <translation>Runbook</translation>
    </message>
    <message>
        <source>data</source>
        <translation>Daten</translation>
    </message>
    <message>
        <source>reliability</source>
        <translation>Zuverlässigkeit</translation>
    </message>
    <message>
        <source>rollouts</source>
        <translation>Rollouts</translation>
    </message>
    <message>
        <source>billing</source>
        <translation>Rechnung</translation>
    </message>
    <message>
        <source>residency</source>
        <translation>Residenz</translation>
    </message>
    <message>
        <source>metros</source>
        <translation>Ballungsräume</translation>
    </message>
    <message>
        <source>users_share</source>
        <translation>Anteil der Nutzer</translation>
    </message>
    <message>
        <source>top</source>
        <translation>Größte</translation>
    </message>
    <message>
        <source>countries</source>
        <translation>Länder</translation>
    </message>
    <message>
        <source>continents</source>
        <translation>Kontinente</translation>
    </message>
    <message>
        <source>names</source>
        <translation>Namen</translation>
    </message>
    <message>
        <source>exclude_countries</source>
        <translation>Länder ausschließen</translation>
    </message>
    <message>
        <source>requests_per_user_day</source>
        <translation>Anfragen je Nutzer und Tag</translation>
    </message>
    <message>
        <source>profile</source>
        <translation>Tagesrhythmus</translation>
    </message>
    <message>
        <source>weekend_factor</source>
        <translation>Faktor am Wochenende</translation>
    </message>
    <message>
        <source>slo</source>
        <translation>SLO</translation>
    </message>
    <message>
        <source>llm</source>
        <translation>LLM</translation>
    </message>
    <message>
        <source>classic</source>
        <translation>Klassisches Modell</translation>
    </message>
    <message>
        <source>client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>autoscaling</source>
        <translation>Autoscaling</translation>
    </message>
    <message>
        <source>start_up</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>nodes</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>features</source>
        <translation>Features</translation>
    </message>
    <message>
        <source>admission</source>
        <translation>Zulassung</translation>
    </message>
    <message>
        <source>burstiness</source>
        <translation>Stoßhaftigkeit</translation>
    </message>
    <message>
        <source>metric</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>percentile</source>
        <translation>Perzentil</translation>
    </message>
    <message>
        <source>target_ms</source>
        <translation>Zielwert</translation>
    </message>
    <message>
        <source>model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>dtype</source>
        <translation>Zahlenformat</translation>
    </message>
    <message>
        <source>tensor_parallel</source>
        <translation>Tensorparallelität</translation>
    </message>
    <message>
        <source>prompt_tokens</source>
        <translation>Tokens des Prompts</translation>
    </message>
    <message>
        <source>output_tokens</source>
        <translation>Tokens der Antwort</translation>
    </message>
    <message>
        <source>bytes_per_token</source>
        <translation>Bytes je Token</translation>
    </message>
    <message>
        <source>stream_overhead_bytes</source>
        <translation>Rahmen je Token</translation>
    </message>
    <message>
        <source>server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>system_prompt</source>
        <translation>System-Prompt</translation>
    </message>
    <message>
        <source>priority_classes</source>
        <translation>Prioritätsklassen</translation>
    </message>
    <message>
        <source>session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>disaggregation</source>
        <translation>Trennung von Prefill und Decode</translation>
    </message>
    <message>
        <source>p50</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>p95</source>
        <translation>95. Perzentil</translation>
    </message>
    <message>
        <source>max</source>
        <translation>Größter Wert</translation>
    </message>
    <message>
        <source>max_num_seqs</source>
        <translation>Sequenzen im Stapel, höchstens</translation>
    </message>
    <message>
        <source>max_num_batched_tokens</source>
        <translation>Tokens je Iteration, höchstens</translation>
    </message>
    <message>
        <source>chunked_prefill</source>
        <translation>Prefill in Stücken</translation>
    </message>
    <message>
        <source>block_size</source>
        <translation>Blockgröße</translation>
    </message>
    <message>
        <source>max_model_len</source>
        <translation>Längste Sequenz</translation>
    </message>
    <message>
        <source>balancing</source>
        <translation>Verteilung im Pool</translation>
    </message>
    <message>
        <source>prefix_caching</source>
        <translation>Präfix-Cache</translation>
    </message>
    <message>
        <source>async_scheduling</source>
        <translation>Asynchrone Planung</translation>
    </message>
    <message>
        <source>enforce_eager</source>
        <translation>Ohne CUDA-Graphen</translation>
    </message>
    <message>
        <source>scheduling_policy</source>
        <translation>Reihenfolge der Wartenden</translation>
    </message>
    <message>
        <source>gpu_memory_utilization</source>
        <translation>Anteil des GPU-Speichers</translation>
    </message>
    <message>
        <source>max_waiting</source>
        <translation>Wartende, höchstens</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>variants</source>
        <translation>Varianten</translation>
    </message>
    <message>
        <source>priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>share</source>
        <translation>Anteil</translation>
    </message>
    <message>
        <source>mean_turns</source>
        <translation>Runden, im Mittel</translation>
    </message>
    <message>
        <source>think_time_p50_s</source>
        <translation>Bedenkzeit, Median</translation>
    </message>
    <message>
        <source>think_time_p95_s</source>
        <translation>Bedenkzeit, 95. Perzentil</translation>
    </message>
    <message>
        <source>prefill_servers</source>
        <translation>Prefill-Server</translation>
    </message>
    <message>
        <source>decode_servers</source>
        <translation>Decode-Server</translation>
    </message>
    <message>
        <source>kv_transfer</source>
        <translation>Übertragung des KV-Caches</translation>
    </message>
    <message>
        <source>latency_ms</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>gbit_s</source>
        <translation>Bandbreite</translation>
    </message>
    <message>
        <source>items_per_request</source>
        <translation>Objekte je Anfrage</translation>
    </message>
    <message>
        <source>request_bytes</source>
        <translation>Größe der Anfrage</translation>
    </message>
    <message>
        <source>response_bytes</source>
        <translation>Größe der Antwort</translation>
    </message>
    <message>
        <source>triton</source>
        <translation>Triton</translation>
    </message>
    <message>
        <source>tensorflow_serving</source>
        <translation>TensorFlow Serving</translation>
    </message>
    <message>
        <source>torchserve</source>
        <translation>TorchServe</translation>
    </message>
    <message>
        <source>max_batch_size</source>
        <translation>Größter Stapel</translation>
    </message>
    <message>
        <source>max_queue_delay_microseconds</source>
        <translation>Wartezeit auf den Stapel</translation>
    </message>
    <message>
        <source>instance_count</source>
        <translation>Kopien je GPU</translation>
    </message>
    <message>
        <source>max_queue_size</source>
        <translation>Länge der Warteschlange</translation>
    </message>
    <message>
        <source>preferred_batch_size</source>
        <translation>Bevorzugte Stapelgrößen</translation>
    </message>
    <message>
        <source>default_timeout_microseconds</source>
        <translation>Zeitgrenze der Wartenden</translation>
    </message>
    <message>
        <source>timeout_action</source>
        <translation>Nach der Zeitgrenze</translation>
    </message>
    <message>
        <source>batch_timeout_micros</source>
        <translation>Wartezeit auf den Stapel</translation>
    </message>
    <message>
        <source>num_batch_threads</source>
        <translation>Stapel nebeneinander</translation>
    </message>
    <message>
        <source>max_enqueued_batches</source>
        <translation>Wartende Stapel, höchstens</translation>
    </message>
    <message>
        <source>enable_large_batch_splitting</source>
        <translation>Große Anfragen teilen</translation>
    </message>
    <message>
        <source>max_execution_batch_size</source>
        <translation>Größter ausgeführter Stapel</translation>
    </message>
    <message>
        <source>allowed_batch_sizes</source>
        <translation>Erlaubte Stapelgrößen</translation>
    </message>
    <message>
        <source>batch_size</source>
        <translation>Größter Stapel</translation>
    </message>
    <message>
        <source>max_batch_delay</source>
        <translation>Wartezeit auf den Stapel</translation>
    </message>
    <message>
        <source>workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>job_queue_size</source>
        <translation>Länge der Warteschlange</translation>
    </message>
    <message>
        <source>timeout_s</source>
        <translation>Zeitgrenze</translation>
    </message>
    <message>
        <source>max_attempts</source>
        <translation>Versuche, höchstens</translation>
    </message>
    <message>
        <source>backoff_ms</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>backoff_max_ms</source>
        <translation>Längste Pause</translation>
    </message>
    <message>
        <source>backoff_jitter</source>
        <translation>Zufall der Pause</translation>
    </message>
    <message>
        <source>retry_budget</source>
        <translation>Budget der Wiederholungen</translation>
    </message>
    <message>
        <source>hedge_after_ms</source>
        <translation>Zweitanfrage nach</translation>
    </message>
    <message>
        <source>min_replicas</source>
        <translation>Replikate, mindestens</translation>
    </message>
    <message>
        <source>max_replicas</source>
        <translation>Replikate, höchstens</translation>
    </message>
    <message>
        <source>target_requests</source>
        <translation>Anfragen je Replikat</translation>
    </message>
    <message>
        <source>polling_interval_s</source>
        <translation>Abfrage alle</translation>
    </message>
    <message>
        <source>scale_down_window_s</source>
        <translation>Fenster für weniger</translation>
    </message>
    <message>
        <source>schedule</source>
        <translation>Zeitplan</translation>
    </message>
    <message>
        <source>predictive</source>
        <translation>Vorausschauend</translation>
    </message>
    <message>
        <source>spot</source>
        <translation>Spot</translation>
    </message>
    <message>
        <source>scale_up_window_s</source>
        <translation>Fenster für mehr</translation>
    </message>
    <message>
        <source>scale_up</source>
        <translation>Mehr werden</translation>
    </message>
    <message>
        <source>scale_down</source>
        <translation>Weniger werden</translation>
    </message>
    <message>
        <source>cooldown_period_s</source>
        <translation>Abkühlzeit</translation>
    </message>
    <message>
        <source>activation_requests</source>
        <translation>Anfragen zum Aufwachen</translation>
    </message>
    <message>
        <source>fallback</source>
        <translation>Rückfall</translation>
    </message>
    <message>
        <source>grace_period_s</source>
        <translation>Frist zum Beenden</translation>
    </message>
    <message>
        <source>start</source>
        <translation>Anfang</translation>
    </message>
    <message>
        <source>end</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>timezone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>replicas</source>
        <translation>Replikate</translation>
    </message>
    <message>
        <source>requests_per_replica_s</source>
        <translation>Anfragen/s je Replikat</translation>
    </message>
    <message>
        <source>margin</source>
        <translation>Zuschlag</translation>
    </message>
    <message>
        <source>lead_min</source>
        <translation>Vorlauf</translation>
    </message>
    <message>
        <source>availability</source>
        <translation>Verfügbarkeit</translation>
    </message>
    <message>
        <source>mean_spell_h</source>
        <translation>Dauer mit Kapazität, im Mittel</translation>
    </message>
    <message>
        <source>interruptions_per_hour</source>
        <translation>Verluste je Stunde</translation>
    </message>
    <message>
        <source>notice_s</source>
        <translation>Kündigungsfrist</translation>
    </message>
    <message>
        <source>correlation_inside</source>
        <translation>Korrelation innerhalb</translation>
    </message>
    <message>
        <source>correlation_across</source>
        <translation>Korrelation außerhalb</translation>
    </message>
    <message>
        <source>policies</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>select_policy</source>
        <translation>Welche Grenze zählt</translation>
    </message>
    <message>
        <source>tolerance</source>
        <translation>Toleranz</translation>
    </message>
    <message>
        <source>type</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>period_s</source>
        <translation>Zeitraum</translation>
    </message>
    <message>
        <source>failure_threshold</source>
        <translation>Fehlschläge</translation>
    </message>
    <message>
        <source>node_s</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>image_pull_s</source>
        <translation>Image laden</translation>
    </message>
    <message>
        <source>load_s_per_gb</source>
        <translation>Gewichte laden</translation>
    </message>
    <message>
        <source>warm_up_s</source>
        <translation>Aufwärmen</translation>
    </message>
    <message>
        <source>stock_out</source>
        <translation>Ausverkauft</translation>
    </message>
    <message>
        <source>provisioner</source>
        <translation>Bereitsteller</translation>
    </message>
    <message>
        <source>consolidate</source>
        <translation>Zusammenlegen</translation>
    </message>
    <message>
        <source>max_zone_skew</source>
        <translation>Ungleichheit der Zonen, höchstens</translation>
    </message>
    <message>
        <source>max_unavailable</source>
        <translation>Fehlende, höchstens</translation>
    </message>
    <message>
        <source>max_unavailable_percent</source>
        <translation>Fehlende in Prozent, höchstens</translation>
    </message>
    <message>
        <source>store</source>
        <translation>Feature-Store</translation>
    </message>
    <message>
        <source>read</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>writes</source>
        <translation>Schreiben</translation>
    </message>
    <message>
        <source>max_requests_per_replica</source>
        <translation>Anfragen je Replikat, höchstens</translation>
    </message>
    <message>
        <source>rate_limit</source>
        <translation>Ratengrenze</translation>
    </message>
    <message>
        <source>requests_per_s</source>
        <translation>Anfragen/s</translation>
    </message>
    <message>
        <source>burst</source>
        <translation>Vorrat</translation>
    </message>
    <message>
        <source>providers</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>exclude</source>
        <translation>Ausschließen</translation>
    </message>
    <message>
        <source>gpus</source>
        <translation>GPUs</translation>
    </message>
    <message>
        <source>instance_types</source>
        <translation>Instanztypen</translation>
    </message>
    <message>
        <source>include_unconfirmed</source>
        <translation>Unbestätigte einschließen</translation>
    </message>
    <message>
        <source>purchase</source>
        <translation>Kaufart</translation>
    </message>
    <message>
        <source>last_mile_p50_ms</source>
        <translation>Anschluss, Median</translation>
    </message>
    <message>
        <source>last_mile_p95_ms</source>
        <translation>Anschluss, 95. Perzentil</translation>
    </message>
    <message>
        <source>jitter_share</source>
        <translation>Schwankung</translation>
    </message>
    <message>
        <source>connection_reuse</source>
        <translation>Wiederverwendete Verbindungen</translation>
    </message>
    <message>
        <source>handshake_round_trips</source>
        <translation>Umläufe des Handshakes</translation>
    </message>
    <message>
        <source>downlink_mbit_s</source>
        <translation>Bandbreite zum Nutzer</translation>
    </message>
    <message>
        <source>uplink_mbit_s</source>
        <translation>Bandbreite vom Nutzer</translation>
    </message>
    <message>
        <source>transport</source>
        <translation>Transport</translation>
    </message>
    <message>
        <source>resumption_share</source>
        <translation>Anteil mit Sitzungsticket</translation>
    </message>
    <message>
        <source>dns_lookup_ms</source>
        <translation>DNS-Auflösung</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>congestion_control</source>
        <translation>Staukontrolle</translation>
    </message>
    <message>
        <source>mobile_share</source>
        <translation>Anteil mobil</translation>
    </message>
    <message>
        <source>mobile_last_mile_p50_ms</source>
        <translation>Mobiler Anschluss, Median</translation>
    </message>
    <message>
        <source>mobile_last_mile_p95_ms</source>
        <translation>Mobiler Anschluss, 95. Perzentil</translation>
    </message>
    <message>
        <source>mobile_downlink_mbit_s</source>
        <translation>Bandbreite zum mobilen Nutzer</translation>
    </message>
    <message>
        <source>mobile_uplink_mbit_s</source>
        <translation>Bandbreite vom mobilen Nutzer</translation>
    </message>
    <message>
        <source>min_regions</source>
        <translation>Regionen, mindestens</translation>
    </message>
    <message>
        <source>max_regions</source>
        <translation>Regionen, höchstens</translation>
    </message>
    <message>
        <source>monthly_budget_usd</source>
        <translation>Budget im Monat</translation>
    </message>
    <message>
        <source>max_instances_per_region</source>
        <translation>Instanzen je Region, höchstens</translation>
    </message>
    <message>
        <source>enforce_slo</source>
        <translation>SLO erzwingen</translation>
    </message>
    <message>
        <source>quotas</source>
        <translation>Quoten</translation>
    </message>
    <message>
        <source>keep</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>survive</source>
        <translation>Überstehen</translation>
    </message>
    <message>
        <source>min_providers</source>
        <translation>Anbieter, mindestens</translation>
    </message>
    <message>
        <source>max_providers</source>
        <translation>Anbieter, höchstens</translation>
    </message>
    <message>
        <source>provider</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>region</source>
        <translation>Region</translation>
    </message>
    <message>
        <source>instance_type</source>
        <translation>Instanztyp</translation>
    </message>
    <message>
        <source>max_instances</source>
        <translation>Instanzen, höchstens</translation>
    </message>
    <message>
        <source>max_gpus</source>
        <translation>GPUs, höchstens</translation>
    </message>
    <message>
        <source>each_region</source>
        <translation>Je Region</translation>
    </message>
    <message>
        <source>workload</source>
        <translation>Last</translation>
    </message>
    <message>
        <source>min_instances</source>
        <translation>Instanzen, mindestens</translation>
    </message>
    <message>
        <source>region_loss</source>
        <translation>Verlust einer Region</translation>
    </message>
    <message>
        <source>groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>degraded_latency_factor</source>
        <translation>Faktor der Latenz im Ausfall</translation>
    </message>
    <message>
        <source>load_share</source>
        <translation>Anteil der Last</translation>
    </message>
    <message>
        <source>seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>replications</source>
        <translation>Wiederholungen</translation>
    </message>
    <message>
        <source>window_count</source>
        <translation>Fenster</translation>
    </message>
    <message>
        <source>window_s</source>
        <translation>Länge eines Fensters</translation>
    </message>
    <message>
        <source>warmup_s</source>
        <translation>Aufwärmzeit</translation>
    </message>
    <message>
        <source>sampling</source>
        <translation>Lage der Fenster</translation>
    </message>
    <message>
        <source>week_of</source>
        <translation>Woche mit</translation>
    </message>
    <message>
        <source>growth_per_month</source>
        <translation>Wachstum im Monat</translation>
    </message>
    <message>
        <source>months_ahead</source>
        <translation>Monate voraus</translation>
    </message>
    <message>
        <source>day</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>hour</source>
        <translation>Stunde</translation>
    </message>
    <message>
        <source>clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>duration_h</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>ramp_h</source>
        <translation>Anstieg</translation>
    </message>
    <message>
        <source>factor</source>
        <translation>Faktor</translation>
    </message>
    <message>
        <source>manager</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>probe_interval_s</source>
        <translation>Prüfung alle</translation>
    </message>
    <message>
        <source>ttl_s</source>
        <translation>Lebensdauer im DNS</translation>
    </message>
    <message>
        <source>connection_life_s</source>
        <translation>Leben einer Verbindung</translation>
    </message>
    <message>
        <source>spill_over_at</source>
        <translation>Überlauf ab</translation>
    </message>
    <message>
        <source>max_rate_per_replica_rps</source>
        <translation>Rate je Replikat, höchstens</translation>
    </message>
    <message>
        <source>spread_interval_s</source>
        <translation>Verteilung alle</translation>
    </message>
    <message>
        <source>dials</source>
        <translation>Regler</translation>
    </message>
    <message>
        <source>drain_s</source>
        <translation>Auslaufzeit</translation>
    </message>
    <message>
        <source>spill_over_gap</source>
        <translation>Abstand zum Überlauf</translation>
    </message>
    <message>
        <source>percent</source>
        <translation>Prozent</translation>
    </message>
    <message>
        <source>faults</source>
        <translation>Störungen</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>to</source>
        <translation>Anderes Ende</translation>
    </message>
    <message>
        <source>severity</source>
        <translation>Schwere</translation>
    </message>
    <message>
        <source>after_s</source>
        <translation>Beginn nach</translation>
    </message>
    <message>
        <source>for_s</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>alert_after_s</source>
        <translation>Alarm nach</translation>
    </message>
    <message>
        <source>steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>action</source>
        <translation>Wirkung</translation>
    </message>
    <message>
        <source>takes_s</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>artifacts</source>
        <translation>Artefakte</translation>
    </message>
    <message>
        <source>feature_stores</source>
        <translation>Feature-Stores</translation>
    </message>
    <message>
        <source>streams</source>
        <translation>Ströme</translation>
    </message>
    <message>
        <source>size_gb</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>home</source>
        <translation>Heimatregion</translation>
    </message>
    <message>
        <source>versions_per_month</source>
        <translation>Versionen im Monat</translation>
    </message>
    <message>
        <source>replication</source>
        <translation>Replikation</translation>
    </message>
    <message>
        <source>median_s</source>
        <translation>Median</translation>
    </message>
    <message>
        <source>target_s</source>
        <translation>Zielwert</translation>
    </message>
    <message>
        <source>target_percentile</source>
        <translation>Perzentil des Zielwerts</translation>
    </message>
    <message>
        <source>disk_gb</source>
        <translation>Platte</translation>
    </message>
    <message>
        <source>jurisdictions</source>
        <translation>Rechtsräume</translation>
    </message>
    <message>
        <source>placement</source>
        <translation>Platzierung</translation>
    </message>
    <message>
        <source>online</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>read_p50_ms</source>
        <translation>Lesen, Median</translation>
    </message>
    <message>
        <source>read_p99_ms</source>
        <translation>Lesen, 99. Perzentil</translation>
    </message>
    <message>
        <source>materialization</source>
        <translation>Materialisierung</translation>
    </message>
    <message>
        <source>stream</source>
        <translation>Strom</translation>
    </message>
    <message>
        <source>replication_interval_s</source>
        <translation>Replikation alle</translation>
    </message>
    <message>
        <source>replication_delay_s</source>
        <translation>Verzögerung der Replikation</translation>
    </message>
    <message>
        <source>catch_up</source>
        <translation>Aufholen</translation>
    </message>
    <message>
        <source>consistency</source>
        <translation>Konsistenz</translation>
    </message>
    <message>
        <source>bound_s</source>
        <translation>Altersgrenze</translation>
    </message>
    <message>
        <source>snapshot_interval_s</source>
        <translation>Schnappschuss alle</translation>
    </message>
    <message>
        <source>failed_read</source>
        <translation>Misslungenes Lesen</translation>
    </message>
    <message>
        <source>read_timeout_ms</source>
        <translation>Zeitgrenze des Lesens</translation>
    </message>
    <message>
        <source>miss_share</source>
        <translation>Anteil der Fehlgriffe</translation>
    </message>
    <message>
        <source>miss_ms</source>
        <translation>Zeit eines Fehlgriffs</translation>
    </message>
    <message>
        <source>value_bytes</source>
        <translation>Größe eines Wertes</translation>
    </message>
    <message>
        <source>changes_per_s</source>
        <translation>Änderungen/s</translation>
    </message>
    <message>
        <source>active_active</source>
        <translation>Überall schreiben</translation>
    </message>
    <message>
        <source>keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>key_skew</source>
        <translation>Schiefe der Schlüssel</translation>
    </message>
    <message>
        <source>quality</source>
        <translation>Güte</translation>
    </message>
    <message>
        <source>interval_s</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>pipeline_s</source>
        <translation>Dauer der Pipeline</translation>
    </message>
    <message>
        <source>staleness_s</source>
        <translation>Alter</translation>
    </message>
    <message>
        <source>events_per_s</source>
        <translation>Ereignisse/s</translation>
    </message>
    <message>
        <source>event_bytes</source>
        <translation>Größe eines Ereignisses</translation>
    </message>
    <message>
        <source>linger_ms</source>
        <translation>Sammelzeit</translation>
    </message>
    <message>
        <source>mirror_events_per_s</source>
        <translation>Ereignisse/s des Spiegels</translation>
    </message>
    <message>
        <source>ingest_interval_s</source>
        <translation>Aufnahme alle</translation>
    </message>
    <message>
        <source>ingest_delay_s</source>
        <translation>Verzögerung der Aufnahme</translation>
    </message>
    <message>
        <source>batch_bytes</source>
        <translation>Größter Batch</translation>
    </message>
    <message>
        <source>partitions</source>
        <translation>Partitionen</translation>
    </message>
    <message>
        <source>acks</source>
        <translation>Bestätigungen</translation>
    </message>
    <message>
        <source>buffer_bytes</source>
        <translation>Puffer</translation>
    </message>
    <message>
        <source>retention_h</source>
        <translation>Aufbewahrung</translation>
    </message>
    <message>
        <source>replication_factor</source>
        <translation>Kopien einer Partition</translation>
    </message>
    <message>
        <source>local_share</source>
        <translation>Anteil von hier</translation>
    </message>
    <message>
        <source>offset_sync_s</source>
        <translation>Abgleich der Offsets alle</translation>
    </message>
    <message>
        <source>mtbf_h</source>
        <translation>Mittlere Zeit bis zum Ausfall</translation>
    </message>
    <message>
        <source>mttr_h</source>
        <translation>Mittlere Zeit der Reparatur</translation>
    </message>
    <message>
        <source>strategy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>artifact</source>
        <translation>Artefakt</translation>
    </message>
    <message>
        <source>without_replication</source>
        <translation>Ohne Replikation</translation>
    </message>
    <message>
        <source>new_image</source>
        <translation>Neues Image</translation>
    </message>
    <message>
        <source>sync_interval_s</source>
        <translation>Abgleich alle</translation>
    </message>
    <message>
        <source>sync_jitter_s</source>
        <translation>Zufall des Abgleichs</translation>
    </message>
    <message>
        <source>waves</source>
        <translation>Wellen</translation>
    </message>
    <message>
        <source>max_surge_percent</source>
        <translation>Zusätzliche, höchstens</translation>
    </message>
    <message>
        <source>shift_s</source>
        <translation>Umlenkzeit</translation>
    </message>
    <message>
        <source>scale_down_delay_s</source>
        <translation>Alte bleiben bereit</translation>
    </message>
    <message>
        <source>progress_deadline_s</source>
        <translation>Frist zum Start</translation>
    </message>
    <message>
        <source>sticky</source>
        <translation>Gespräche zusammenhalten</translation>
    </message>
    <message>
        <source>analysis</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>stalls</source>
        <translation>Stillstände</translation>
    </message>
    <message>
        <source>bad_version</source>
        <translation>Schlechte Version</translation>
    </message>
    <message>
        <source>bake_s</source>
        <translation>Beobachtung</translation>
    </message>
    <message>
        <source>weight_percent</source>
        <translation>Gewicht</translation>
    </message>
    <message>
        <source>pause_s</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>metrics_delay_s</source>
        <translation>Verzögerung der Metriken</translation>
    </message>
    <message>
        <source>failure_limit</source>
        <translation>Fehlschläge, höchstens</translation>
    </message>
    <message>
        <source>max_error_percent</source>
        <translation>Fehler, höchstens</translation>
    </message>
    <message>
        <source>max_latency_ms</source>
        <translation>Latenz, höchstens</translation>
    </message>
    <message>
        <source>min_requests</source>
        <translation>Anfragen, mindestens</translation>
    </message>
    <message>
        <source>error_percent</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>slowness</source>
        <translation>Langsamkeit</translation>
    </message>
    <message>
        <source>above_requests</source>
        <translation>Erst ab</translation>
    </message>
    <message>
        <source>node_disk_gb</source>
        <translation>Platte je Knoten</translation>
    </message>
    <message>
        <source>kept_versions</source>
        <translation>Behaltene Versionen</translation>
    </message>
    <message>
        <source>image_gb</source>
        <translation>Größe des Images</translation>
    </message>
    <message>
        <source>nat_gateways</source>
        <translation>NAT-Gateways</translation>
    </message>
    <message>
        <source>nat_gb</source>
        <translation>Durch NAT-Gateways</translation>
    </message>
    <message>
        <source>between_zones_share</source>
        <translation>Anteil zwischen Zonen</translation>
    </message>
    <message>
        <source>follow_demand</source>
        <translation>Der Nachfrage folgen</translation>
    </message>
    <message>
        <source>monitoring</source>
        <translation>Überwachung</translation>
    </message>
    <message>
        <source>kafka</source>
        <translation>Kafka</translation>
    </message>
    <message>
        <source>support</source>
        <translation>Support</translation>
    </message>
    <message>
        <source>credits</source>
        <translation>Gutschriften</translation>
    </message>
    <message>
        <source>purchase_mix</source>
        <translation>Mischung der Kaufarten</translation>
    </message>
    <message>
        <source>value_of_latency</source>
        <translation>Wert der Latenz</translation>
    </message>
    <message>
        <source>uncertainty</source>
        <translation>Unsicherheit</translation>
    </message>
    <message>
        <source>metrics</source>
        <translation>Metriken</translation>
    </message>
    <message>
        <source>logs</source>
        <translation>Logs</translation>
    </message>
    <message>
        <source>series_per_replica</source>
        <translation>Zeitreihen je Replikat</translation>
    </message>
    <message>
        <source>series_per_node</source>
        <translation>Zeitreihen je Knoten</translation>
    </message>
    <message>
        <source>scrape_interval_s</source>
        <translation>Abfrage der Metriken alle</translation>
    </message>
    <message>
        <source>log_bytes_per_request</source>
        <translation>Log je Anfrage</translation>
    </message>
    <message>
        <source>broker_type</source>
        <translation>Typ eines Brokers</translation>
    </message>
    <message>
        <source>brokers</source>
        <translation>Broker</translation>
    </message>
    <message>
        <source>plan</source>
        <translation>Vertrag</translation>
    </message>
    <message>
        <source>usd_per_month</source>
        <translation>USD im Monat</translation>
    </message>
    <message>
        <source>label</source>
        <translation>Bezeichnung</translation>
    </message>
    <message>
        <source>kinds</source>
        <translation>Arten</translation>
    </message>
    <message>
        <source>spot_max_share</source>
        <translation>Anteil Spot, höchstens</translation>
    </message>
    <message>
        <source>spot_interruptions_per_month</source>
        <translation>Spot-Unterbrechungen im Monat</translation>
    </message>
    <message>
        <source>spot_lost_h</source>
        <translation>Verlorene Stunden</translation>
    </message>
    <message>
        <source>revenue_usd_per_1000_requests</source>
        <translation>Umsatz je 1000 Anfragen</translation>
    </message>
    <message>
        <source>reference_ms</source>
        <translation>Bezugslatenz</translation>
    </message>
    <message>
        <source>loss_per_100ms</source>
        <translation>Verlust je 100 ms</translation>
    </message>
    <message>
        <source>loss_per_100ms_low</source>
        <translation>Verlust je 100 ms, unten</translation>
    </message>
    <message>
        <source>loss_per_100ms_high</source>
        <translation>Verlust je 100 ms, oben</translation>
    </message>
    <message>
        <source>demand</source>
        <translation>Nachfrage</translation>
    </message>
    <message>
        <source>growth</source>
        <translation>Wachstum</translation>
    </message>
    <message>
        <source>instance_price</source>
        <translation>Preis der Instanzen</translation>
    </message>
    <message>
        <source>spot_price</source>
        <translation>Spot-Preis</translation>
    </message>
    <message>
        <source>egress_price</source>
        <translation>Egress-Preis</translation>
    </message>
    <message>
        <source>other_prices</source>
        <translation>Andere Preise</translation>
    </message>
    <message>
        <source>low</source>
        <translation>Unten</translation>
    </message>
    <message>
        <source>high</source>
        <translation>Oben</translation>
    </message>
    <message>
        <source>third_axis</source>
        <translation>Dritte Achse</translation>
    </message>
    <message>
        <source>grid</source>
        <translation>Stromnetz</translation>
    </message>
    <message>
        <source>gco2_per_kwh</source>
        <translation>CO2-Intensität</translation>
    </message>
    <message>
        <source>measured</source>
        <translation>Gemessen</translation>
    </message>
    <message>
        <source>gpu</source>
        <translation>GPU</translation>
    </message>
    <message>
        <source>backend</source>
        <translation>Backend</translation>
    </message>
    <message>
        <source>base_ms</source>
        <translation>Grundzeit</translation>
    </message>
    <message>
        <source>ms_per_item</source>
        <translation>Zeit je Objekt</translation>
    </message>
    <message>
        <source>base_gpu_share</source>
        <translation>GPU-Anteil der Grundzeit</translation>
    </message>
    <message>
        <source>frontend_ms</source>
        <translation>Zeit im Frontend</translation>
    </message>
    <message>
        <source>batch_max</source>
        <translation>Größter Batch</translation>
    </message>
    <message>
        <source>mean_error</source>
        <translation>Mittlerer Fehler</translation>
    </message>
    <message>
        <source>check_error</source>
        <translation>Fehler der Gegenprobe</translation>
    </message>
    <message>
        <source>version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>above</source>
        <translation>über</translation>
    </message>
    <message>
        <source>up_to</source>
        <translation>bis</translation>
    </message>
</context>
<context>
    <name>Help</name>
    <message>
        <source>One question to Tradewind: who asks, what they ask for, where it may run, and what it may take and cost.</source>
        <translation>Eine Frage an Tradewind: wer fragt, was gefragt wird, wo es laufen darf und was es kosten und wie lange es dauern darf.</translation>
    </message>
    <message>
        <source>Name of the scenario; it appears on reports and in labels of exported manifests.</source>
        <translation>Name des Szenarios; er steht in Berichten und in den Labels exportierter Manifeste.</translation>
    </message>
    <message>
        <source>The question in a sentence, for the head of the report.</source>
        <translation>Die Frage in einem Satz, für den Kopf des Berichts.</translation>
    </message>
    <message>
        <source>Who uses the service.</source>
        <translation>Wer den Dienst benutzt.</translation>
    </message>
    <message>
        <source>What they send.</source>
        <translation>Was gesendet wird.</translation>
    </message>
    <message>
        <source>Candidate regions.</source>
        <translation>Mögliche Regionen.</translation>
    </message>
    <message>
        <source>GPU instance types that may be bought in the candidate regions.</source>
        <translation>GPU-Instanztypen, die in den möglichen Regionen gekauft werden dürfen.</translation>
    </message>
    <message>
        <source>The way between a user and a region.</source>
        <translation>Der Weg zwischen Nutzer und Region.</translation>
    </message>
    <message>
        <source>What the latency axis of the front measures.</source>
        <translation>Was die Latenzachse der Front misst.</translation>
    </message>
    <message>
        <source>What every topology must keep to.</source>
        <translation>Was jede Topologie einhalten muss.</translation>
    </message>
    <message>
        <source>How long and how often a topology is simulated.</source>
        <translation>Wie lange und wie oft eine Topologie simuliert wird.</translation>
    </message>
    <message>
        <source>Which week is simulated; it decides about daylight saving time.</source>
        <translation>Welche Woche simuliert wird; davon hängt die Sommerzeit ab.</translation>
    </message>
    <message>
        <source>What makes demand leave its weekly rhythm for some hours, in the simulated week.</source>
        <translation>Was die Nachfrage in der simulierten Woche für einige Stunden aus ihrem Rhythmus bringt.</translation>
    </message>
    <message>
        <source>What leads users to regions, and away from one that fails; `chaos` plays it through.</source>
        <translation>Was Nutzer zu Regionen führt, und weg von einer, die ausfällt; `chaos` spielt es durch.</translation>
    </message>
    <message>
        <source>Faults that `chaos` plays through beside the parts that fail in turn: several at once, or one after the other.</source>
        <translation>Störungen, die `chaos` neben den Teilen durchspielt, die der Reihe nach ausfallen: mehrere zugleich oder nacheinander.</translation>
    </message>
    <message>
        <source>What people do when something fails; `chaos` then tells how long it takes with them and without.</source>
        <translation>Was Menschen tun, wenn etwas ausfällt; `chaos` sagt dann, wie lange es mit ihnen und ohne sie dauert.</translation>
    </message>
    <message>
        <source>What requests read and write beside the model, and how it gets to the regions.</source>
        <translation>Was Anfragen neben dem Modell lesen und schreiben, und wie es in die Regionen kommt.</translation>
    </message>
    <message>
        <source>How often parts fail by chance; `chaos` then tells what a year loses.</source>
        <translation>Wie oft Teile zufällig ausfallen; `chaos` sagt dann, was ein Jahr verliert.</translation>
    </message>
    <message>
        <source>New versions on their way to all replicas; `rollout` plays them through with the same users.</source>
        <translation>Neue Versionen auf dem Weg zu allen Replikaten; `rollout` spielt sie mit denselben Nutzern durch.</translation>
    </message>
    <message>
        <source>What the bill needs to know beside the topology, and what it is to be weighed against.</source>
        <translation>Was die Rechnung außer der Topologie wissen muss, und woran sie gemessen wird.</translation>
    </message>
    <message>
        <source>Whose requests must stay inside which jurisdictions, whatever fails. All rules that concern a metro area hold.</source>
        <translation>Wessen Anfragen innerhalb welcher Rechtsräume bleiben müssen, was immer ausfällt. Alle Regeln, die einen Ballungsraum betreffen, gelten zugleich.</translation>
    </message>
    <message>
        <source>A group of metro areas whose internet users may use the service.</source>
        <translation>Eine Gruppe von Ballungsräumen, deren Internetnutzer den Dienst benutzen können.</translation>
    </message>
    <message>
        <source>Which metro areas.</source>
        <translation>Welche Ballungsräume.</translation>
    </message>
    <message>
        <source>Share of the internet users of these metros who are users of the service.</source>
        <translation>Anteil der Internetnutzer dieser Ballungsräume, die den Dienst benutzen.</translation>
    </message>
    <message>
        <source>Metro areas by rank, country, continent or name. Filters combine: {&quot;countries&quot;: [&quot;DE&quot;], &quot;top&quot;: 5} is the five largest of Germany. An empty selection is every metro of the catalogue.</source>
        <translation>Ballungsräume nach Rang, Land, Kontinent oder Name. Filter gelten zusammen: {&quot;countries&quot;: [&quot;DE&quot;], &quot;top&quot;: 5} sind die fünf größten Deutschlands. Eine leere Auswahl ist jeder Ballungsraum des Katalogs.</translation>
    </message>
    <message>
        <source>Only the largest so many of the selected metros, by metro population.</source>
        <translation>Nur so viele der gewählten Ballungsräume, die mit den meisten Einwohnern.</translation>
    </message>
    <message>
        <source>ISO 3166-1 alpha-2 codes.</source>
        <translation>Länderkürzel nach ISO 3166-1 alpha-2.</translation>
    </message>
    <message>
        <source>Continents.</source>
        <translation>Kontinente.</translation>
    </message>
    <message>
        <source>Cities by name; where a name is not unique, with its country: &quot;London, GB&quot;.</source>
        <translation>Städte mit Namen; wo ein Name nicht eindeutig ist, mit ihrem Land: &quot;London, GB&quot;.</translation>
    </message>
    <message>
        <source>Countries to leave out.</source>
        <translation>Länder, die wegbleiben.</translation>
    </message>
    <message>
        <source>One kind of request: how often it is sent, what it weighs, what serves it, and how fast it must be.</source>
        <translation>Eine Art von Anfragen: wie oft sie gesendet werden, was sie wiegen, was sie bedient und wie schnell das sein muss.</translation>
    </message>
    <message>
        <source>Name of the workload.</source>
        <translation>Name der Last.</translation>
    </message>
    <message>
        <source>Requests that one user sends on an average day.</source>
        <translation>Anfragen, die ein Nutzer an einem durchschnittlichen Tag sendet.</translation>
    </message>
    <message>
        <source>Daily rhythm of the requests in the users&apos; local time.</source>
        <translation>Tagesrhythmus der Anfragen in der Ortszeit der Nutzer.</translation>
    </message>
    <message>
        <source>Load of Saturday and Sunday over the load of a working day.</source>
        <translation>Last von Samstag und Sonntag im Verhältnis zur Last eines Werktags.</translation>
    </message>
    <message>
        <source>How fast an answer must be.</source>
        <translation>Wie schnell eine Antwort sein muss.</translation>
    </message>
    <message>
        <source>A large language model served by vLLM with continuous batching.</source>
        <translation>Ein großes Sprachmodell, bedient von vLLM mit fortlaufender Stapelbildung (continuous batching).</translation>
    </message>
    <message>
        <source>A classic model served with dynamic batching.</source>
        <translation>Ein klassisches Modell, bedient mit dynamischer Stapelbildung (dynamic batching).</translation>
    </message>
    <message>
        <source>How long a client waits, and what it does then.</source>
        <translation>Wie lange ein Client wartet, und was er dann tut.</translation>
    </message>
    <message>
        <source>How the number of replicas follows the load in `chaos`; absent = it stays as planned.</source>
        <translation>Wie die Zahl der Replikate in `chaos` der Last folgt; ohne Angabe bleibt sie wie geplant.</translation>
    </message>
    <message>
        <source>What a new replica waits for.</source>
        <translation>Worauf ein neues Replikat wartet.</translation>
    </message>
    <message>
        <source>How nodes for replicas are requested, spread and given back in `chaos`.</source>
        <translation>Wie Knoten für Replikate in `chaos` angefordert, verteilt und zurückgegeben werden.</translation>
    </message>
    <message>
        <source>Feature stores that a request reads or writes, in the region that serves it, before the model gets it. They are asked side by side.</source>
        <translation>Feature-Stores, die eine Anfrage in der Region, die sie bedient, liest oder beschreibt, ehe das Modell sie bekommt. Sie werden gleichzeitig gefragt.</translation>
    </message>
    <message>
        <source>What a region turns away at its door to protect itself; absent = nothing.</source>
        <translation>Was eine Region an ihrer Tür abweist, um sich zu schützen; ohne Angabe nichts.</translation>
    </message>
    <message>
        <source>Squared coefficient of variation of the times between the requests of one metro area (with sessions: between their starts): gamma distributed, 1 = Poisson, more = bursts. The inverse of the --burstiness of vLLM&apos;s bench.</source>
        <translation>Quadrierter Variationskoeffizient der Zeiten zwischen den Anfragen eines Ballungsraums (bei Sitzungen: zwischen deren Anfängen): gammaverteilt, 1 = Poisson, mehr = Stöße. Der Kehrwert von --burstiness in vLLMs Benchmark.</translation>
    </message>
    <message>
        <source>A service level objective: a percentile of a latency as the user feels it.</source>
        <translation>Ein Dienstziel (service level objective): ein Perzentil einer Latenz, wie der Nutzer sie spürt.</translation>
    </message>
    <message>
        <source>Which latency: until the first token, or until the whole answer.</source>
        <translation>Welche Latenz: bis zum ersten Token oder bis zur ganzen Antwort.</translation>
    </message>
    <message>
        <source>Share of the requests, in percent, that must be at least that fast.</source>
        <translation>Anteil der Anfragen in Prozent, der mindestens so schnell sein muss.</translation>
    </message>
    <message>
        <source>The latency that this share must not exceed.</source>
        <translation>Die Latenz, die dieser Anteil nicht überschreiten darf.</translation>
    </message>
    <message>
        <source>A large language model and its vLLM server.</source>
        <translation>Ein großes Sprachmodell und sein vLLM-Server.</translation>
    </message>
    <message>
        <source>Model of the catalogue.</source>
        <translation>Modell aus dem Katalog.</translation>
    </message>
    <message>
        <source>Number format of the weights; if not given what the model&apos;s name says (&quot;...-AWQ&quot;), else the format in which it is published.</source>
        <translation>Zahlenformat der Gewichte; ohne Angabe das, was der Name des Modells sagt (&quot;...-AWQ&quot;), sonst das Format, in dem es veröffentlicht ist.</translation>
    </message>
    <message>
        <source>GPUs that one replica is split over.</source>
        <translation>GPUs, auf die ein Replikat verteilt wird.</translation>
    </message>
    <message>
        <source>Length of a prompt; with a session, of the message that a turn adds.</source>
        <translation>Länge eines Prompts; bei Sitzungen die der Nachricht, die eine Runde hinzufügt.</translation>
    </message>
    <message>
        <source>Length of an answer.</source>
        <translation>Länge einer Antwort.</translation>
    </message>
    <message>
        <source>Bytes of text that one token stands for, on the wire.</source>
        <translation>Bytes Text, für die ein Token auf der Leitung steht.</translation>
    </message>
    <message>
        <source>Bytes of framing that each streamed token adds (server-sent event and JSON of one chunk).</source>
        <translation>Bytes, die der Rahmen jedes gestreamten Tokens hinzufügt (Server-Sent Event und JSON eines Stücks).</translation>
    </message>
    <message>
        <source>Settings of the server.</source>
        <translation>Einstellungen des Servers.</translation>
    </message>
    <message>
        <source>Text that the application puts in front of every prompt, and that the prefix cache can keep.</source>
        <translation>Text, den die Anwendung vor jeden Prompt setzt und den der Präfix-Cache behalten kann.</translation>
    </message>
    <message>
        <source>Which share of the requests is how urgent, for scheduling_policy &quot;priority&quot;; none = all are equally urgent.</source>
        <translation>Welcher Anteil der Anfragen wie dringend ist, für scheduling_policy &quot;priority&quot;; keine = alle sind gleich dringend.</translation>
    </message>
    <message>
        <source>Conversations of several requests, each of which sends all that was said before; prompt_tokens is then the new message alone. Absent = every request stands alone.</source>
        <translation>Gespräche aus mehreren Anfragen, deren jede alles bisher Gesagte mitsendet; prompt_tokens ist dann die neue Nachricht allein. Ohne Angabe steht jede Anfrage für sich.</translation>
    </message>
    <message>
        <source>Prefill and decode apart, on servers of their own. Absent = each server does both.</source>
        <translation>Prefill und Decode getrennt, auf eigenen Servern. Ohne Angabe tut jeder Server beides.</translation>
    </message>
    <message>
        <source>Median.</source>
        <translation>Median.</translation>
    </message>
    <message>
        <source>95th percentile; at least the median.</source>
        <translation>95. Perzentil; mindestens der Median.</translation>
    </message>
    <message>
        <source>Largest value.</source>
        <translation>Größter Wert.</translation>
    </message>
    <message>
        <source>Parameters of a vLLM server, by vLLM&apos;s own names.</source>
        <translation>Parameter eines vLLM-Servers, mit vLLMs eigenen Namen.</translation>
    </message>
    <message>
        <source>Most sequences in one batch.</source>
        <translation>Höchstzahl der Sequenzen in einem Stapel.</translation>
    </message>
    <message>
        <source>Most tokens computed in one iteration.</source>
        <translation>Höchstzahl der Tokens, die in einer Iteration berechnet werden.</translation>
    </message>
    <message>
        <source>Whether a long prompt may be computed in parts beside decoding sequences.</source>
        <translation>Ob ein langer Prompt in Teilen neben dekodierenden Sequenzen berechnet werden darf.</translation>
    </message>
    <message>
        <source>Tokens of one KV-cache block.</source>
        <translation>Tokens eines Blocks im KV-Cache.</translation>
    </message>
    <message>
        <source>Longest prompt and answer together; a request past it is rejected. Absent = the model&apos;s own context, as far as the KV cache of a GPU and, without chunked_prefill, max_num_batched_tokens allow.</source>
        <translation>Prompt und Antwort zusammen, höchstens; eine längere Anfrage wird abgewiesen. Ohne Angabe der Kontext des Modells, soweit der KV-Cache einer GPU und, ohne chunked_prefill, max_num_batched_tokens reichen.</translation>
    </message>
    <message>
        <source>How requests are spread over the replicas of a pool.</source>
        <translation>Wie Anfragen auf die Replikate eines Pools verteilt werden.</translation>
    </message>
    <message>
        <source>Whether full KV blocks of earlier prompts are kept and shared (enable_prefix_caching).</source>
        <translation>Ob volle KV-Blöcke früherer Prompts behalten und geteilt werden (enable_prefix_caching).</translation>
    </message>
    <message>
        <source>Whether an iteration is planned while the one before it runs; a newcomer then waits one iteration longer, and the GPU never waits for the scheduler.</source>
        <translation>Ob eine Iteration geplant wird, während die vorige läuft; wer neu kommt, wartet dann eine Iteration länger, und die GPU wartet nie auf den Scheduler.</translation>
    </message>
    <message>
        <source>Whether to do without CUDA graphs; with them, small batches are padded to the captured sizes.</source>
        <translation>Ob auf CUDA-Graphen verzichtet wird; mit ihnen werden kleine Stapel auf die aufgenommenen Größen aufgefüllt.</translation>
    </message>
    <message>
        <source>Order in which waiting requests are admitted. How urgent a request is, priority_classes say.</source>
        <translation>Reihenfolge, in der wartende Anfragen zugelassen werden. Wie dringend eine Anfrage ist, sagen priority_classes.</translation>
    </message>
    <message>
        <source>Share of the GPU&apos;s memory that the server may use.</source>
        <translation>Anteil des Speichers der GPU, den der Server benutzen darf.</translation>
    </message>
    <message>
        <source>Most requests that may wait at one replica, past it a request is rejected; 0 = no limit.</source>
        <translation>Höchstzahl der Anfragen, die an einem Replikat warten dürfen; jede weitere wird abgewiesen; 0 = unbegrenzt.</translation>
    </message>
    <message>
        <source>A text in front of every prompt, added by the application in the region: it is computed, but not uploaded by the user.</source>
        <translation>Ein Text vor jedem Prompt, den die Anwendung in der Region hinzufügt: Er wird berechnet, aber nicht vom Nutzer hochgeladen.</translation>
    </message>
    <message>
        <source>Its length, beside prompt_tokens.</source>
        <translation>Seine Länge, neben prompt_tokens.</translation>
    </message>
    <message>
        <source>Different texts, of which each request has one at random: tenants, languages, versions of an assistant.</source>
        <translation>Verschiedene Texte, von denen jede Anfrage zufällig einen hat: Mandanten, Sprachen, Versionen eines Assistenten.</translation>
    </message>
    <message>
        <source>Requests that are equally urgent.</source>
        <translation>Anfragen, die gleich dringend sind.</translation>
    </message>
    <message>
        <source>Name of the class.</source>
        <translation>Name der Klasse.</translation>
    </message>
    <message>
        <source>vLLM&apos;s priority of a request: smaller is served first.</source>
        <translation>vLLMs Priorität einer Anfrage: Die kleinere wird zuerst bedient.</translation>
    </message>
    <message>
        <source>Share of the workload&apos;s requests; the shares of all classes add up to 1.</source>
        <translation>Anteil an den Anfragen der Last; die Anteile aller Klassen ergeben zusammen 1.</translation>
    </message>
    <message>
        <source>Conversations: a turn&apos;s prompt is all that was said before and a new message, so that the prefix cache may hold most of it. requests_per_user_day counts the turns.</source>
        <translation>Gespräche: Der Prompt einer Runde ist alles bisher Gesagte und eine neue Nachricht, sodass der Präfix-Cache das meiste davon haben kann. requests_per_user_day zählt die Runden.</translation>
    </message>
    <message>
        <source>Mean number of turns of a conversation; geometrically distributed.</source>
        <translation>Mittlere Zahl der Runden eines Gesprächs; geometrisch verteilt.</translation>
    </message>
    <message>
        <source>Median time between an answer&apos;s last byte and the next message; log-normal.</source>
        <translation>Median der Zeit zwischen dem letzten Byte einer Antwort und der nächsten Nachricht; log-normal.</translation>
    </message>
    <message>
        <source>95th percentile of the same; at least the median.</source>
        <translation>95. Perzentil derselben; mindestens der Median.</translation>
    </message>
    <message>
        <source>A replica is then a group of servers on one instance, each split over tensor_parallel GPUs: some compute prompts, the others take over the KV cache, from any prefill server of the pool, and compute answers.</source>
        <translation>Ein Replikat ist dann eine Gruppe von Servern auf einer Instanz, jeder über tensor_parallel GPUs verteilt: Die einen berechnen Prompts, die anderen übernehmen den KV-Cache von irgendeinem Prefill-Server des Pools und berechnen Antworten.</translation>
    </message>
    <message>
        <source>Servers of a replica that compute prompts.</source>
        <translation>Server eines Replikats, die Prompts berechnen.</translation>
    </message>
    <message>
        <source>Servers of a replica that compute answers.</source>
        <translation>Server eines Replikats, die Antworten berechnen.</translation>
    </message>
    <message>
        <source>The way of the KV cache between two of them.</source>
        <translation>Der Weg des KV-Caches zwischen zweien von ihnen.</translation>
    </message>
    <message>
        <source>Time of a transfer: latency + KV bytes of the prompt over the bandwidth.</source>
        <translation>Zeit einer Übertragung: Latenz + KV-Bytes des Prompts durch die Bandbreite.</translation>
    </message>
    <message>
        <source>Time before the first byte.</source>
        <translation>Zeit bis zum ersten Byte.</translation>
    </message>
    <message>
        <source>Bandwidth of one transfer.</source>
        <translation>Bandbreite einer Übertragung.</translation>
    </message>
    <message>
        <source>A classic model and its server with dynamic batching. The server is Triton unless another one is given.</source>
        <translation>Ein klassisches Modell und sein Server mit dynamischer Stapelbildung. Der Server ist Triton, wenn kein anderer angegeben ist.</translation>
    </message>
    <message>
        <source>Model of the catalogue, by the name of its measured latency.</source>
        <translation>Modell aus dem Katalog, nach dem Namen seiner gemessenen Latenz.</translation>
    </message>
    <message>
        <source>Items that one request asks to be scored.</source>
        <translation>Objekte, die eine Anfrage bewerten lässt.</translation>
    </message>
    <message>
        <source>Size of a request on the wire.</source>
        <translation>Größe einer Anfrage auf der Leitung.</translation>
    </message>
    <message>
        <source>Size of an answer on the wire.</source>
        <translation>Größe einer Antwort auf der Leitung.</translation>
    </message>
    <message>
        <source>Settings of a Triton Inference Server.</source>
        <translation>Einstellungen eines Triton Inference Servers.</translation>
    </message>
    <message>
        <source>Settings of a TensorFlow Serving server.</source>
        <translation>Einstellungen eines TensorFlow-Serving-Servers.</translation>
    </message>
    <message>
        <source>Settings of a TorchServe server.</source>
        <translation>Einstellungen eines TorchServe-Servers.</translation>
    </message>
    <message>
        <source>Parameters of Triton&apos;s dynamic batcher, by Triton&apos;s own names.</source>
        <translation>Parameter von Tritons dynamischer Stapelbildung, mit Tritons eigenen Namen.</translation>
    </message>
    <message>
        <source>Largest batch.</source>
        <translation>Größter Stapel.</translation>
    </message>
    <message>
        <source>How long a request may wait for others to share its batch.</source>
        <translation>Wie lange eine Anfrage auf andere warten darf, die ihren Stapel teilen.</translation>
    </message>
    <message>
        <source>Copies of the model on one GPU; their batches run side by side and share it.</source>
        <translation>Kopien des Modells auf einer GPU; ihre Stapel laufen nebeneinander und teilen sie sich.</translation>
    </message>
    <message>
        <source>Most requests that may wait; past it a request is rejected; 0 = no limit.</source>
        <translation>Höchstzahl der Anfragen, die warten dürfen; jede weitere wird abgewiesen; 0 = unbegrenzt.</translation>
    </message>
    <message>
        <source>Sizes at which a batch is sent without waiting for more; none = max_batch_size alone. Without a queue delay the largest of them that can be filled is taken.</source>
        <translation>Größen, bei denen ein Stapel ohne weiteres Warten abgeht; keine = max_batch_size allein. Ohne Wartezeit wird die größte von ihnen genommen, die sich füllen lässt.</translation>
    </message>
    <message>
        <source>When a request has waited longer, timeout_action is taken; 0 = never.</source>
        <translation>Hat eine Anfrage länger gewartet, geschieht timeout_action; 0 = nie.</translation>
    </message>
    <message>
        <source>What becomes of a request that has waited longer than default_timeout_microseconds.</source>
        <translation>Was aus einer Anfrage wird, die länger gewartet hat als default_timeout_microseconds.</translation>
    </message>
    <message>
        <source>Batching parameters of TensorFlow Serving, by their own names.</source>
        <translation>Parameter der Stapelbildung von TensorFlow Serving, mit ihren eigenen Namen.</translation>
    </message>
    <message>
        <source>Largest batch; with enable_large_batch_splitting, the largest request.</source>
        <translation>Größter Stapel; mit enable_large_batch_splitting die größte Anfrage.</translation>
    </message>
    <message>
        <source>How long a batch may wait to fill.</source>
        <translation>Wie lange ein Stapel warten darf, bis er voll ist.</translation>
    </message>
    <message>
        <source>Batches that are processed side by side; they share the GPU.</source>
        <translation>Stapel, die nebeneinander verarbeitet werden; sie teilen sich die GPU.</translation>
    </message>
    <message>
        <source>Most batches that may wait, the one that fills included; past it a request is rejected.</source>
        <translation>Höchstzahl der Stapel, die warten dürfen, den mitgezählt, der sich füllt; darüber wird eine Anfrage abgewiesen.</translation>
    </message>
    <message>
        <source>Whether a request that does not fit the batch that fills is split over it and the next ones.</source>
        <translation>Ob eine Anfrage, die in den sich füllenden Stapel nicht passt, auf ihn und die nächsten verteilt wird.</translation>
    </message>
    <message>
        <source>With enable_large_batch_splitting: largest batch; at most max_batch_size, and that when absent.</source>
        <translation>Mit enable_large_batch_splitting: größter Stapel; höchstens max_batch_size, und ohne Angabe ebendies.</translation>
    </message>
    <message>
        <source>Sizes to which batches are padded, ascending; the last one is max_batch_size (with enable_large_batch_splitting, the largest batch). None = no padding.</source>
        <translation>Größen, auf die Stapel aufgefüllt werden, aufsteigend; die letzte ist max_batch_size (mit enable_large_batch_splitting der größte Stapel). Keine = ohne Auffüllen.</translation>
    </message>
    <message>
        <source>Batching parameters of a model on TorchServe, by the names of its management API.</source>
        <translation>Parameter der Stapelbildung eines Modells auf TorchServe, mit den Namen seiner Management-API.</translation>
    </message>
    <message>
        <source>Most requests in one batch, whatever their items.</source>
        <translation>Höchstzahl der Anfragen in einem Stapel, wie viele Objekte sie auch haben.</translation>
    </message>
    <message>
        <source>How long a worker waits for a batch to fill once it has taken the first request of it; at 0 it takes one more request at most.</source>
        <translation>Wie lange ein Worker nach der ersten Anfrage eines Stapels darauf wartet, dass er sich füllt; bei 0 nimmt er höchstens noch eine Anfrage dazu.</translation>
    </message>
    <message>
        <source>Most requests that may wait; past it a request is rejected.</source>
        <translation>Höchstzahl der Anfragen, die warten dürfen; jede weitere wird abgewiesen.</translation>
    </message>
    <message>
        <source>What a client does when its answer is late or refused.</source>
        <translation>Was ein Client tut, wenn seine Antwort zu spät kommt oder verweigert wird.</translation>
    </message>
    <message>
        <source>How long it waits for the whole answer before it closes the connection, which frees the request&apos;s place at the server; 0 = as long as it takes.</source>
        <translation>Wie lange er auf die ganze Antwort wartet, ehe er die Verbindung schließt, was den Platz der Anfrage am Server freimacht; 0 = so lange es dauert.</translation>
    </message>
    <message>
        <source>How often it sends a request in all: again after a time-out or a rejection.</source>
        <translation>Wie oft er eine Anfrage insgesamt sendet: noch einmal nach einer Zeitüberschreitung oder Abweisung.</translation>
    </message>
    <message>
        <source>Longest pause before the second attempt; it doubles with each further one.</source>
        <translation>Längste Pause vor dem zweiten Versuch; sie verdoppelt sich mit jedem weiteren.</translation>
    </message>
    <message>
        <source>Where the pause stops doubling.</source>
        <translation>Wo die Pause aufhört, sich zu verdoppeln.</translation>
    </message>
    <message>
        <source>Share of the pause that is random: 0 = all clients wait alike, 1 = anything between none and the longest.</source>
        <translation>Anteil der Pause, der zufällig ist: 0 = alle Clients warten gleich lange, 1 = alles zwischen keiner und der längsten.</translation>
    </message>
    <message>
        <source>Most retries as a share of first attempts, over the clients of a population (ten may be saved up); 0 = no limit.</source>
        <translation>Höchstzahl der Wiederholungen als Anteil der ersten Versuche, über die Clients einer Bevölkerung (zehn dürfen angespart werden); 0 = unbegrenzt.</translation>
    </message>
    <message>
        <source>When an attempt is not answered after so long, it is sent once more beside it, and the first answer counts; it is one of max_attempts, and takes from retry_budget. 0 = never.</source>
        <translation>Ist ein Versuch nach so langer Zeit nicht beantwortet, wird daneben noch einmal gesendet, und die erste Antwort zählt; das ist einer von max_attempts und geht vom retry_budget ab. 0 = nie.</translation>
    </message>
    <message>
        <source>Replicas by the number of requests, as KEDA and the HorizontalPodAutoscaler do it. Each region starts with the replicas of the topology.</source>
        <translation>Replikate nach der Zahl der Anfragen, wie KEDA und der HorizontalPodAutoscaler es tun. Jede Region beginnt mit den Replikaten der Topologie.</translation>
    </message>
    <message>
        <source>Fewest replicas in a region; 0 = a region that nobody asks sleeps, and requests wait at its door until its first replica is ready.</source>
        <translation>Wenigste Replikate in einer Region; 0 = eine Region, die niemand fragt, schläft, und Anfragen warten an ihrer Tür, bis ihr erstes Replikat bereit ist.</translation>
    </message>
    <message>
        <source>Most replicas in a region.</source>
        <translation>Meiste Replikate in einer Region.</translation>
    </message>
    <message>
        <source>Requests, waiting or running, that a replica should have.</source>
        <translation>Anfragen, wartend oder laufend, die ein Replikat haben soll.</translation>
    </message>
    <message>
        <source>How often the load is looked at.</source>
        <translation>Wie oft nach der Last gesehen wird.</translation>
    </message>
    <message>
        <source>Replicas go when none of the proposals of so long a time would have kept them.</source>
        <translation>Replikate gehen, wenn keiner der Vorschläge so langer Zeit sie behalten hätte.</translation>
    </message>
    <message>
        <source>Replicas by the clock, beside those that the requests ask for; the most of all that hold at a time count.</source>
        <translation>Replikate nach der Uhr, neben denen, die die Anfragen verlangen; es zählt das meiste von allem, was zugleich gilt.</translation>
    </message>
    <message>
        <source>Replicas for the load that is expected, beside those that the requests ask for; absent = none.</source>
        <translation>Replikate für die Last, die erwartet wird, neben denen, die die Anfragen verlangen; ohne Angabe keine.</translation>
    </message>
    <message>
        <source>Nodes from spot capacity where there is some, on demand where there is none; absent = all on demand.</source>
        <translation>Knoten aus Spot-Kapazität, wo es welche gibt, sonst on demand; ohne Angabe alle on demand.</translation>
    </message>
    <message>
        <source>Replicas come when all proposals of so long a time would have had them.</source>
        <translation>Replikate kommen, wenn alle Vorschläge so langer Zeit sie gehabt hätten.</translation>
    </message>
    <message>
        <source>How fast replicas may come.</source>
        <translation>Wie schnell Replikate kommen dürfen.</translation>
    </message>
    <message>
        <source>How fast replicas may go.</source>
        <translation>Wie schnell Replikate gehen dürfen.</translation>
    </message>
    <message>
        <source>Of min_replicas 0: the last replica goes when there were no requests for so long. Absent = 300, as KEDA has it.</source>
        <translation>Bei min_replicas 0: Das letzte Replikat geht, wenn so lange keine Anfragen da waren. Ohne Angabe 300, wie bei KEDA.</translation>
    </message>
    <message>
        <source>Of min_replicas 0: requests, waiting or running, above which the region is awake. Absent = 0, as KEDA has it.</source>
        <translation>Bei min_replicas 0: Anfragen, wartend oder laufend, oberhalb derer die Region wach ist. Ohne Angabe 0, wie bei KEDA.</translation>
    </message>
    <message>
        <source>KEDA&apos;s fallback: replicas for when the metrics are missing for long; absent = there stay as many as there are.</source>
        <translation>KEDAs fallback: Replikate für den Fall, dass die Metriken lange fehlen; ohne Angabe bleiben es so viele, wie da sind.</translation>
    </message>
    <message>
        <source>What target_requests, activation_requests and the autoscaler count.</source>
        <translation>Was target_requests, activation_requests und der Autoscaler zählen.</translation>
    </message>
    <message>
        <source>How long a replica that is to go may finish its requests, on a spot node under notice until the node goes at the latest; then it breaks them off.</source>
        <translation>Wie lange ein Replikat, das gehen soll, seine Anfragen beenden darf, auf einem gekündigten Spot-Knoten höchstens, bis der Knoten geht; dann bricht es sie ab.</translation>
    </message>
    <message>
        <source>KEDA&apos;s cron trigger: so many replicas in each region from a start to the end that follows it. As the autoscaler tolerates 10 % of difference, it does not add one replica to ten.</source>
        <translation>KEDAs cron-Trigger: so viele Replikate in jeder Region von einem Anfang bis zum nächsten Ende. Da der Autoscaler 10 % Abweichung duldet, fügt er zehn Replikaten kein elftes hinzu.</translation>
    </message>
    <message>
        <source>When it begins, as a cron expression &quot;minute hour * * weekday&quot; in local time; Sunday is 0 or 7.</source>
        <translation>Wann es beginnt, als cron-Ausdruck &quot;Minute Stunde * * Wochentag&quot; in Ortszeit; Sonntag ist 0 oder 7.</translation>
    </message>
    <message>
        <source>When it ends, likewise.</source>
        <translation>Wann es endet, ebenso.</translation>
    </message>
    <message>
        <source>IANA time zone of start and end.</source>
        <translation>IANA-Zeitzone von Anfang und Ende.</translation>
    </message>
    <message>
        <source>Replicas in a region meanwhile.</source>
        <translation>Replikate in einer Region währenddessen.</translation>
    </message>
    <message>
        <source>Predictive scaling with a perfect memory of the week: the load that the scenario expects of a region, looked up ahead of time, in place of a forecast that no vendor publishes.</source>
        <translation>Vorausschauendes Skalieren mit vollkommenem Gedächtnis der Woche: die Last, die das Szenario für eine Region erwartet, im Voraus nachgeschlagen, anstelle einer Vorhersage, die kein Anbieter veröffentlicht.</translation>
    </message>
    <message>
        <source>Load that a replica is to carry.</source>
        <translation>Last, die ein Replikat tragen soll.</translation>
    </message>
    <message>
        <source>Share on top of the expected load.</source>
        <translation>Anteil, der zur erwarteten Last hinzukommt.</translation>
    </message>
    <message>
        <source>How long before the load its replicas are asked for.</source>
        <translation>Wie lange vor der Last ihre Replikate angefordert werden.</translation>
    </message>
    <message>
        <source>Spot capacity that comes and goes, by zone, three zones a region. Zones lose it together as far as the correlations say. A node gets its notice, its replicas drain, and others are asked for at once; nodes do not go back to spot before they are needed anew.</source>
        <translation>Spot-Kapazität, die kommt und geht, nach Zonen, drei je Region. Zonen verlieren sie gemeinsam, soweit die Korrelationen es sagen. Ein Knoten bekommt seine Kündigung, seine Replikate leeren sich, und andere werden sofort angefordert; Knoten kehren nicht zu Spot zurück, ehe sie neu gebraucht werden.</translation>
    </message>
    <message>
        <source>Share of time in which a zone has capacity.</source>
        <translation>Anteil der Zeit, in der eine Zone Kapazität hat.</translation>
    </message>
    <message>
        <source>Mean time for which a zone has capacity without a break.</source>
        <translation>Mittlere Zeit, in der eine Zone ohne Unterbrechung Kapazität hat.</translation>
    </message>
    <message>
        <source>Losses of a single node while its zone has capacity.</source>
        <translation>Verluste eines einzelnen Knotens, während seine Zone Kapazität hat.</translation>
    </message>
    <message>
        <source>From the notice until the node is gone.</source>
        <translation>Von der Kündigung, bis der Knoten weg ist.</translation>
    </message>
    <message>
        <source>Correlation of &quot;there is capacity&quot; between two zones of one region.</source>
        <translation>Korrelation von „es gibt Kapazität“ zwischen zwei Zonen einer Region.</translation>
    </message>
    <message>
        <source>The same between two zones of different regions; at most that inside a region.</source>
        <translation>Dieselbe zwischen zwei Zonen verschiedener Regionen; höchstens die innerhalb einer Region.</translation>
    </message>
    <message>
        <source>`behavior` of the Kubernetes HorizontalPodAutoscaler (autoscaling/v2) in one direction. Its stabilizationWindowSeconds stands beside it, as scale_up_window_s or scale_down_window_s.</source>
        <translation>`behavior` des HorizontalPodAutoscalers von Kubernetes (autoscaling/v2) in einer Richtung. Sein stabilizationWindowSeconds steht daneben, als scale_up_window_s oder scale_down_window_s.</translation>
    </message>
    <message>
        <source>Limits on the change. Absent = as Kubernetes has it: up by 4 pods or 100 percent, down by 100 percent, in 15 s.</source>
        <translation>Grenzen der Änderung. Ohne Angabe wie in Kubernetes: hinauf um 4 Pods oder 100 Prozent, hinunter um 100 Prozent, in 15 s.</translation>
    </message>
    <message>
        <source>Which of them counts.</source>
        <translation>Welche von ihnen zählt.</translation>
    </message>
    <message>
        <source>Share by which the load may be off its target before anything changes.</source>
        <translation>Anteil, um den die Last vom Zielwert abweichen darf, ehe sich etwas ändert.</translation>
    </message>
    <message>
        <source>A limit on what changes within a period, as in autoscaling/v2.</source>
        <translation>Eine Grenze dessen, was sich in einem Zeitraum ändert, wie in autoscaling/v2.</translation>
    </message>
    <message>
        <source>What is counted.</source>
        <translation>Was gezählt wird.</translation>
    </message>
    <message>
        <source>How many replicas, or percent, may come or go.</source>
        <translation>Wie viele Replikate oder Prozent kommen oder gehen dürfen.</translation>
    </message>
    <message>
        <source>Within which time.</source>
        <translation>Innerhalb welcher Zeit.</translation>
    </message>
    <message>
        <source>KEDA&apos;s `fallback` with the behavior static.</source>
        <translation>KEDAs `fallback` mit dem Verhalten static.</translation>
    </message>
    <message>
        <source>Readings of the metrics in a row, one with each sync of 15 s, that fail before it begins.</source>
        <translation>Messungen in Folge, eine mit jedem Abgleich von 15 s, die fehlschlagen, ehe es beginnt.</translation>
    </message>
    <message>
        <source>From the wish for a replica to its first request: node, image, weights, warm-up, one after the other.</source>
        <translation>Vom Wunsch nach einem Replikat bis zu seiner ersten Anfrage: Knoten, Image, Gewichte, Aufwärmen, eins nach dem anderen.</translation>
    </message>
    <message>
        <source>From the request of a node until its GPUs can be used.</source>
        <translation>Von der Anforderung eines Knotens, bis seine GPUs benutzt werden können.</translation>
    </message>
    <message>
        <source>Pull of the server&apos;s image, once a node.</source>
        <translation>Laden des Server-Images, einmal je Knoten.</translation>
    </message>
    <message>
        <source>Weights from storage to GPU.</source>
        <translation>Gewichte vom Speicher auf die GPU.</translation>
    </message>
    <message>
        <source>Start of the server, compilation, first health check.</source>
        <translation>Start des Servers, Kompilieren, erste Prüfung.</translation>
    </message>
    <message>
        <source>Share of the requests for a node that find no capacity in their zone; the next zone is asked at once, and this one is left alone for 300 s, then 600 s, up to 1800 s.</source>
        <translation>Anteil der Anforderungen eines Knotens, die in ihrer Zone keine Kapazität finden; die nächste Zone wird sofort gefragt, und diese bleibt für 300 s, dann 600 s, bis zu 1800 s in Ruhe.</translation>
    </message>
    <message>
        <source>The nodes of a region&apos;s replicas, in three zones.</source>
        <translation>Die Knoten der Replikate einer Region, in drei Zonen.</translation>
    </message>
    <message>
        <source>Who asks for nodes and gives them back.</source>
        <translation>Wer Knoten anfordert und zurückgibt.</translation>
    </message>
    <message>
        <source>Whether nodes at most half in use are emptied where their replicas fit on others, within the disruption budget.</source>
        <translation>Ob Knoten, die höchstens halb benutzt sind, geleert werden, wo ihre Replikate auf andere passen, im Rahmen des Unterbrechungsbudgets.</translation>
    </message>
    <message>
        <source>topologySpreadConstraints over zones, DoNotSchedule: replicas that a zone may have above the one with the fewest. Absent = fewer first, but any.</source>
        <translation>topologySpreadConstraints über Zonen, DoNotSchedule: Replikate, die eine Zone mehr haben darf als die mit den wenigsten. Ohne Angabe die wenigsten zuerst, sonst beliebig.</translation>
    </message>
    <message>
        <source>PodDisruptionBudget: replicas that may be gone at a time for consolidation. Absent = any number.</source>
        <translation>PodDisruptionBudget: Replikate, die beim Zusammenlegen zugleich fehlen dürfen. Ohne Angabe beliebig viele.</translation>
    </message>
    <message>
        <source>The same as a percentage of the desired replicas, rounded up.</source>
        <translation>Dasselbe als Prozentsatz der gewünschten Replikate, aufgerundet.</translation>
    </message>
    <message>
        <source>What one request does with a feature store.</source>
        <translation>Was eine Anfrage mit einem Feature-Store tut.</translation>
    </message>
    <message>
        <source>Name of the store.</source>
        <translation>Name des Feature-Stores.</translation>
    </message>
    <message>
        <source>Whether it reads.</source>
        <translation>Ob sie liest.</translation>
    </message>
    <message>
        <source>Share of the requests that write a key after the read.</source>
        <translation>Anteil der Anfragen, die nach dem Lesen einen Schlüssel schreiben.</translation>
    </message>
    <message>
        <source>Admission control of a region: by what its replicas have, or by the rate.</source>
        <translation>Zulassung an einer Region: nach dem, was ihre Replikate haben, oder nach der Rate.</translation>
    </message>
    <message>
        <source>Requests, waiting or running, that the region takes for each of its replicas; one more is rejected at once. Absent = any number.</source>
        <translation>Anfragen, wartend oder laufend, die die Region für jedes ihrer Replikate annimmt; eine weitere wird sofort abgewiesen. Ohne Angabe beliebig viele.</translation>
    </message>
    <message>
        <source>Most requests a second that the region takes; absent = no limit.</source>
        <translation>Höchstzahl der Anfragen je Sekunde, die die Region annimmt; ohne Angabe unbegrenzt.</translation>
    </message>
    <message>
        <source>A token bucket at the door of a region: a request takes a token, or is rejected at once.</source>
        <translation>Ein Token-Bucket an der Tür einer Region: Eine Anfrage nimmt ein Token, oder sie wird sofort abgewiesen.</translation>
    </message>
    <message>
        <source>Tokens a second, of the whole region.</source>
        <translation>Tokens je Sekunde, für die ganze Region.</translation>
    </message>
    <message>
        <source>Tokens that the bucket holds; it is full at first. Absent = those of one second, and at least one.</source>
        <translation>Tokens, die der Bucket fasst; zu Beginn ist er voll. Ohne Angabe die einer Sekunde, und mindestens eines.</translation>
    </message>
    <message>
        <source>Cloud regions by provider, continent, country or name. Filters combine; an empty selector is every region of the catalogue.</source>
        <translation>Cloud-Regionen nach Anbieter, Kontinent, Land oder Name. Filter gelten zusammen; eine leere Auswahl ist jede Region des Katalogs.</translation>
    </message>
    <message>
        <source>Cloud providers.</source>
        <translation>Cloud-Anbieter.</translation>
    </message>
    <message>
        <source>Regions as provider:region.</source>
        <translation>Regionen als anbieter:region.</translation>
    </message>
    <message>
        <source>Regions to leave out, as provider:region.</source>
        <translation>Regionen, die wegbleiben, als anbieter:region.</translation>
    </message>
    <message>
        <source>Which GPU instance types may be bought, and how.</source>
        <translation>Welche GPU-Instanztypen gekauft werden dürfen, und wie.</translation>
    </message>
    <message>
        <source>Only these GPUs, by catalogue name.</source>
        <translation>Nur diese GPUs, nach dem Namen im Katalog.</translation>
    </message>
    <message>
        <source>Only these instance types, by the provider&apos;s name.</source>
        <translation>Nur diese Instanztypen, nach dem Namen des Anbieters.</translation>
    </message>
    <message>
        <source>Also consider instance types that have a published price in a region without a list that says they are sold there (most of Azure); their bill lines are marked.</source>
        <translation>Auch Instanztypen, die in einer Region einen veröffentlichten Preis haben, ohne dass eine Liste sagt, dass sie dort verkauft werden (die meisten von Azure); ihre Zeilen der Rechnung sind gekennzeichnet.</translation>
    </message>
    <message>
        <source>How instances are bought. Offers without such a price are not considered.</source>
        <translation>Wie Instanzen gekauft werden. Angebote ohne einen solchen Preis bleiben außer Betracht.</translation>
    </message>
    <message>
        <source>The way between a user and a region, on top of the catalogue&apos;s round-trip times.</source>
        <translation>Der Weg zwischen Nutzer und Region, zusätzlich zu den Umläufen des Katalogs.</translation>
    </message>
    <message>
        <source>Median round trip of the user&apos;s access line.</source>
        <translation>Median des Umlaufs auf dem Anschluss des Nutzers.</translation>
    </message>
    <message>
        <source>Spread of a round trip around its usual value: coefficient of variation of a log-normal factor with median 1.</source>
        <translation>Streuung eines Umlaufs um seinen üblichen Wert: Variationskoeffizient eines log-normalen Faktors mit Median 1.</translation>
    </message>
    <message>
        <source>Share of the requests that find an open connection.</source>
        <translation>Anteil der Anfragen, die eine offene Verbindung finden.</translation>
    </message>
    <message>
        <source>Round trips before the first request on a new connection, with a ticket or without; absent = as `transport` and `resumption_share` have it.</source>
        <translation>Umläufe vor der ersten Anfrage einer neuen Verbindung, mit Ticket oder ohne; ohne Angabe, wie `transport` und `resumption_share` es sagen.</translation>
    </message>
    <message>
        <source>Bandwidth to the user.</source>
        <translation>Bandbreite zum Nutzer.</translation>
    </message>
    <message>
        <source>Bandwidth from the user.</source>
        <translation>Bandbreite vom Nutzer.</translation>
    </message>
    <message>
        <source>How a new connection is opened.</source>
        <translation>Wie eine neue Verbindung geöffnet wird.</translation>
    </message>
    <message>
        <source>Share of the new connections whose client has a session ticket, which saves a round trip.</source>
        <translation>Anteil der neuen Verbindungen, deren Client ein Sitzungsticket hat, das einen Umlauf spart.</translation>
    </message>
    <message>
        <source>Time to look up the name, on every new connection.</source>
        <translation>Zeit, den Namen aufzulösen, bei jeder neuen Verbindung.</translation>
    </message>
    <message>
        <source>Share of the packets that are lost between a user and a region: it bounds the rate of a flow and costs retransmissions.</source>
        <translation>Anteil der Pakete, die zwischen Nutzer und Region verloren gehen: Er begrenzt die Rate eines Stroms und kostet Wiederholungen.</translation>
    </message>
    <message>
        <source>Which law bounds the rate of a flow where packets are lost.</source>
        <translation>Welches Gesetz die Rate eines Stroms begrenzt, wo Pakete verloren gehen.</translation>
    </message>
    <message>
        <source>Share of the requests that come over mobile access, with the line below; all turns of a conversation come over the same.</source>
        <translation>Anteil der Anfragen, die über mobilen Zugang kommen, mit dem Anschluss darunter; alle Runden eines Gesprächs kommen über denselben.</translation>
    </message>
    <message>
        <source>Median round trip of mobile access.</source>
        <translation>Median des Umlaufs auf mobilem Zugang.</translation>
    </message>
    <message>
        <source>Bandwidth to a mobile user.</source>
        <translation>Bandbreite zu einem mobilen Nutzer.</translation>
    </message>
    <message>
        <source>Bandwidth from a mobile user.</source>
        <translation>Bandbreite von einem mobilen Nutzer.</translation>
    </message>
    <message>
        <source>Percentile of the latency axis.</source>
        <translation>Perzentil der Latenzachse.</translation>
    </message>
    <message>
        <source>Fewest regions that must be open.</source>
        <translation>Wenigste Regionen, die offen sein müssen.</translation>
    </message>
    <message>
        <source>Most regions that may be open.</source>
        <translation>Meiste Regionen, die offen sein dürfen.</translation>
    </message>
    <message>
        <source>Most that a month may cost.</source>
        <translation>Was ein Monat höchstens kosten darf.</translation>
    </message>
    <message>
        <source>Quota: most GPU instances in one region.</source>
        <translation>Quote: Höchstzahl der GPU-Instanzen in einer Region.</translation>
    </message>
    <message>
        <source>Whether a topology that misses an SLO is left out of the front; otherwise it is shown and marked.</source>
        <translation>Ob eine Topologie, die ein SLO verfehlt, aus der Front wegbleibt; sonst wird sie gezeigt und gekennzeichnet.</translation>
    </message>
    <message>
        <source>Further quotas: most instances or GPUs of one kind, in one region, at one provider or overall.</source>
        <translation>Weitere Quoten: Höchstzahl der Instanzen oder GPUs einer Art, in einer Region, bei einem Anbieter oder insgesamt.</translation>
    </message>
    <message>
        <source>What stands already and has to stay.</source>
        <translation>Was schon steht und bleiben muss.</translation>
    </message>
    <message>
        <source>Failures after which the rest must still serve: regions get the capacity for it. Absent = none is asked for.</source>
        <translation>Ausfälle, nach denen der Rest noch bedienen muss: Regionen bekommen die Kapazität dafür. Ohne Angabe wird keiner verlangt.</translation>
    </message>
    <message>
        <source>Fewest cloud providers whose regions must be open.</source>
        <translation>Wenigste Cloud-Anbieter, deren Regionen offen sein müssen.</translation>
    </message>
    <message>
        <source>Most cloud providers whose regions may be open.</source>
        <translation>Meiste Cloud-Anbieter, deren Regionen offen sein dürfen.</translation>
    </message>
    <message>
        <source>Most that may run of what the filters select, all of it counted together; a filter that is absent selects everything. States one of max_instances and max_gpus.</source>
        <translation>Wie viel von dem laufen darf, was die Filter wählen, alles zusammengezählt; ein fehlender Filter wählt alles. Nennt entweder max_instances oder max_gpus.</translation>
    </message>
    <message>
        <source>Only regions of this cloud provider.</source>
        <translation>Nur Regionen dieses Cloud-Anbieters.</translation>
    </message>
    <message>
        <source>Only this region, as provider:region.</source>
        <translation>Nur diese Region, als anbieter:region.</translation>
    </message>
    <message>
        <source>Only this instance type.</source>
        <translation>Nur dieser Instanztyp.</translation>
    </message>
    <message>
        <source>Most instances; 0 = none may run.</source>
        <translation>Höchstzahl der Instanzen; 0 = keine darf laufen.</translation>
    </message>
    <message>
        <source>Most GPUs; 0 = none may run.</source>
        <translation>Höchstzahl der GPUs; 0 = keine darf laufen.</translation>
    </message>
    <message>
        <source>Whether each region has this quota of its own, as clouds grant them; otherwise the regions share it.</source>
        <translation>Ob jede Region diese Quote für sich hat, wie Clouds sie gewähren; sonst teilen die Regionen sie sich.</translation>
    </message>
    <message>
        <source>Instances that are there already and stay, used or not.</source>
        <translation>Instanzen, die schon da sind und bleiben, benutzt oder nicht.</translation>
    </message>
    <message>
        <source>Workload that they serve.</source>
        <translation>Last, die sie bedienen.</translation>
    </message>
    <message>
        <source>Region, as provider:region.</source>
        <translation>Region, als anbieter:region.</translation>
    </message>
    <message>
        <source>Instance type, by the provider&apos;s name.</source>
        <translation>Instanztyp, nach dem Namen des Anbieters.</translation>
    </message>
    <message>
        <source>Instances at least.</source>
        <translation>Mindestzahl der Instanzen.</translation>
    </message>
    <message>
        <source>Failures to be survived. After each of them the regions that are left carry the load of every hour of the week, within the degraded latency; what may be served where by the rules of residency holds as ever.</source>
        <translation>Ausfälle, die zu überstehen sind. Nach jedem von ihnen tragen die übrigen Regionen die Last jeder Stunde der Woche, innerhalb der verschlechterten Latenz; was nach den Regeln der Residenz wo bedient werden darf, gilt wie immer.</translation>
    </message>
    <message>
        <source>Whether each region may fail (N-1).</source>
        <translation>Ob jede Region ausfallen darf (N-1).</translation>
    </message>
    <message>
        <source>Regions that may fail together, besides.</source>
        <translation>Regionen, die außerdem gemeinsam ausfallen dürfen.</translation>
    </message>
    <message>
        <source>Factor on every latency limit (enforced SLOs, the limit of a point of the front) while a failure lasts.</source>
        <translation>Faktor auf jede Grenze der Latenz (erzwungene SLOs, die Grenze eines Punkts der Front), solange ein Ausfall dauert.</translation>
    </message>
    <message>
        <source>Share of the load that has to be carried while a failure lasts.</source>
        <translation>Anteil der Last, der während eines Ausfalls getragen werden muss.</translation>
    </message>
    <message>
        <source>Regions that may fail together.</source>
        <translation>Regionen, die gemeinsam ausfallen dürfen.</translation>
    </message>
    <message>
        <source>Regions, as provider:region.</source>
        <translation>Regionen, als anbieter:region.</translation>
    </message>
    <message>
        <source>How a topology is simulated: independent replications of the same windows of the week.</source>
        <translation>Wie eine Topologie simuliert wird: unabhängige Wiederholungen derselben Fenster der Woche.</translation>
    </message>
    <message>
        <source>Seed of all random streams.</source>
        <translation>Startwert aller Zufallsströme.</translation>
    </message>
    <message>
        <source>Independent replications; confidence intervals are over them.</source>
        <translation>Unabhängige Wiederholungen; über sie gehen die Konfidenzintervalle.</translation>
    </message>
    <message>
        <source>Windows spread evenly over the week.</source>
        <translation>Fenster, gleichmäßig über die Woche verteilt.</translation>
    </message>
    <message>
        <source>Measured length of a window.</source>
        <translation>Gemessene Länge eines Fensters.</translation>
    </message>
    <message>
        <source>Time simulated before each window and left out of every figure.</source>
        <translation>Zeit, die vor jedem Fenster simuliert wird und in keine Zahl eingeht.</translation>
    </message>
    <message>
        <source>Which hours of the week the windows lie in.</source>
        <translation>In welchen Stunden der Woche die Fenster liegen.</translation>
    </message>
    <message>
        <source>The simulated week.</source>
        <translation>Die simulierte Woche.</translation>
    </message>
    <message>
        <source>Any day of the simulated week, as YYYY-MM-DD.</source>
        <translation>Irgendein Tag der simulierten Woche, als JJJJ-MM-TT.</translation>
    </message>
    <message>
        <source>By which share the requests grow every month, compounded.</source>
        <translation>Um welchen Anteil die Anfragen jeden Monat wachsen, mit Zinseszins.</translation>
    </message>
    <message>
        <source>How many months of growth lie between today&apos;s users and the simulated week.</source>
        <translation>Wie viele Monate Wachstum zwischen den Nutzern von heute und der simulierten Woche liegen.</translation>
    </message>
    <message>
        <source>A flash crowd or a regional event: for some hours, the requests of all workloads from some metro areas are multiplied. A week of the year is simulated as if every week were alike, so usage and cost of a month hold the event once a week.</source>
        <translation>Ein Ansturm oder ein Ereignis einer Gegend: Für einige Stunden vervielfachen sich die Anfragen aller Lasten aus einigen Ballungsräumen. Eine Woche des Jahres wird simuliert, als wäre jede Woche gleich; so enthalten Verbrauch und Kosten eines Monats das Ereignis einmal je Woche.</translation>
    </message>
    <message>
        <source>Name of the event.</source>
        <translation>Name des Ereignisses.</translation>
    </message>
    <message>
        <source>Whose requests.</source>
        <translation>Wessen Anfragen.</translation>
    </message>
    <message>
        <source>Day on which it reaches its height.</source>
        <translation>Tag, an dem es seine Höhe erreicht.</translation>
    </message>
    <message>
        <source>Hour of that day at which it reaches its height.</source>
        <translation>Stunde dieses Tages, zu der es seine Höhe erreicht.</translation>
    </message>
    <message>
        <source>Whose day and hour.</source>
        <translation>Wessen Tag und Stunde.</translation>
    </message>
    <message>
        <source>How long it stays at its height. Rates are kept by the hour: what does not fill an hour is spread over it.</source>
        <translation>Wie lange es auf seiner Höhe bleibt. Raten gelten je Stunde: Was keine Stunde füllt, verteilt sich auf sie.</translation>
    </message>
    <message>
        <source>How long it rises before, and falls afterwards, linearly.</source>
        <translation>Wie lange es davor steigt und danach fällt, linear.</translation>
    </message>
    <message>
        <source>Factor on the requests at its height; below 1 they become fewer.</source>
        <translation>Faktor auf die Anfragen auf seiner Höhe; unter 1 werden es weniger.</translation>
    </message>
    <message>
        <source>Global traffic management. What is not given is as the service has it: docs/traffic.md.</source>
        <translation>Weltweite Verkehrslenkung. Was nicht angegeben ist, ist wie beim Dienst: docs/traffic.md.</translation>
    </message>
    <message>
        <source>The service that leads users to regions.</source>
        <translation>Der Dienst, der Nutzer zu Regionen führt.</translation>
    </message>
    <message>
        <source>Time between two health checks of one prober.</source>
        <translation>Zeit zwischen zwei Prüfungen (health checks) eines Prüfers.</translation>
    </message>
    <message>
        <source>Failed checks in a row after which a prober takes a region for down.</source>
        <translation>Fehlgeschlagene Prüfungen in Folge, nach denen ein Prüfer eine Region für ausgefallen hält.</translation>
    </message>
    <message>
        <source>How long an answer of DNS may be kept.</source>
        <translation>Wie lange eine Antwort des DNS behalten werden darf.</translation>
    </message>
    <message>
        <source>How long a client keeps a connection that it uses.</source>
        <translation>Wie lange ein Client eine Verbindung behält, die er benutzt.</translation>
    </message>
    <message>
        <source>A region hands requests on, over the provider&apos;s network, to the nearest one with room, while it has more than so many a server, waiting or running; 0 = it keeps all.</source>
        <translation>Eine Region gibt Anfragen über das Netz des Anbieters an die nächste mit Platz weiter, solange sie je Server mehr als so viele hat, wartend oder laufend; 0 = sie behält alle.</translation>
    </message>
    <message>
        <source>Of a manager that fills regions like a waterfall (Google&apos;s): the rate that a replica is to get at most; what is above it goes to the next nearest region. Absent = no limit.</source>
        <translation>Bei einem Dienst, der Regionen wie ein Wasserfall füllt (Google): die Rate, die ein Replikat höchstens bekommen soll; was darüber ist, geht in die nächste Region. Ohne Angabe unbegrenzt.</translation>
    </message>
    <message>
        <source>How often such a manager measures the rates and spreads the requests anew.</source>
        <translation>Wie oft ein solcher Dienst die Raten misst und die Anfragen neu verteilt.</translation>
    </message>
    <message>
        <source>Traffic dials of aws_global_accelerator.</source>
        <translation>Traffic dials von aws_global_accelerator.</translation>
    </message>
    <message>
        <source>How long connections to a region live on that people take out (`runbook`) before the manager closes them. Absent = as the service has it; where it has none, as long as the client keeps them.</source>
        <translation>Wie lange Verbindungen zu einer Region weiterleben, die Menschen herausnehmen (`runbook`), ehe der Dienst sie schließt. Ohne Angabe wie beim Dienst; wo er keine hat, so lange der Client sie behält.</translation>
    </message>
    <message>
        <source>Once it hands requests on, a region does so until it has so many a server less than spill_over_at: one at its limit does not change with every request.</source>
        <translation>Gibt eine Region einmal Anfragen weiter, so tut sie es, bis sie je Server so viele weniger hat als spill_over_at: Eine an ihrer Grenze wechselt nicht mit jeder Anfrage.</translation>
    </message>
    <message>
        <source>Share of the requests that reach a region which it takes; the rest goes on to the next nearest. Fail-over does not heed it.</source>
        <translation>Anteil der Anfragen, die eine Region erreichen, den sie annimmt; der Rest geht weiter in die nächste. Failover richtet sich nicht danach.</translation>
    </message>
    <message>
        <source>The dial.</source>
        <translation>Der Regler.</translation>
    </message>
    <message>
        <source>Faults of one experiment of `chaos`.</source>
        <translation>Störungen eines Versuchs von `chaos`.</translation>
    </message>
    <message>
        <source>Name of the incident.</source>
        <translation>Name des Vorfalls.</translation>
    </message>
    <message>
        <source>What breaks.</source>
        <translation>Was ausfällt.</translation>
    </message>
    <message>
        <source>One part that breaks in an incident.</source>
        <translation>Ein Teil, der in einem Vorfall ausfällt.</translation>
    </message>
    <message>
        <source>What kind of part.</source>
        <translation>Welche Art von Teil.</translation>
    </message>
    <message>
        <source>Of which region, as provider:region; absent only for dns.</source>
        <translation>Welcher Region, als anbieter:region; fehlt nur bei dns.</translation>
    </message>
    <message>
        <source>Other end of a link: a country (all of its metro areas), as ISO 3166-1 alpha-2 code, or a region of the same provider.</source>
        <translation>Anderes Ende eines Links: ein Land (alle seine Ballungsräume), als Kürzel nach ISO 3166-1 alpha-2, oder eine Region desselben Anbieters.</translation>
    </message>
    <message>
        <source>How badly. slow_replica: factor on its time, above 1 (absent: 10). flapping_check: share of the checks (absent: 0.5). one_way_loss: share of the answers (absent: 0.5). link: share of the packets lost, at most 0.2, or 1: cut (absent: 1).</source>
        <translation>Wie schlimm. slow_replica: Faktor auf seine Zeit, über 1 (ohne Angabe 10). flapping_check: Anteil der Prüfungen (ohne Angabe 0.5). one_way_loss: Anteil der Antworten (ohne Angabe 0.5). link: Anteil der verlorenen Pakete, höchstens 0.2, oder 1: durchtrennt (ohne Angabe 1).</translation>
    </message>
    <message>
        <source>It begins so long after the incident has begun.</source>
        <translation>So lange nach dem Beginn des Vorfalls beginnt es.</translation>
    </message>
    <message>
        <source>How long it lasts; absent = as long as the faults of the campaign.</source>
        <translation>Wie lange es dauert; ohne Angabe so lange wie die Störungen der Kampagne.</translation>
    </message>
    <message>
        <source>Steps that people take, one after the other, in every failure.</source>
        <translation>Schritte, die Menschen tun, einen nach dem anderen, bei jedem Ausfall.</translation>
    </message>
    <message>
        <source>When people know at the latest; earlier where a health check takes a region for down.</source>
        <translation>Wann Menschen es spätestens wissen; früher, wo eine Prüfung eine Region für ausgefallen hält.</translation>
    </message>
    <message>
        <source>What they do.</source>
        <translation>Was sie tun.</translation>
    </message>
    <message>
        <source>One step of a runbook.</source>
        <translation>Ein Schritt eines Runbooks.</translation>
    </message>
    <message>
        <source>What is done, in words.</source>
        <translation>Was getan wird, in Worten.</translation>
    </message>
    <message>
        <source>What it brings about, at its end.</source>
        <translation>Was er bewirkt, an seinem Ende.</translation>
    </message>
    <message>
        <source>How long it takes.</source>
        <translation>Wie lange er dauert.</translation>
    </message>
    <message>
        <source>Of scale_out: how many more in each other region.</source>
        <translation>Von scale_out: wie viele mehr in jeder anderen Region.</translation>
    </message>
    <message>
        <source>The data beside the models: docs/replication.md, docs/features.md, docs/streams.md and docs/consistency.md.</source>
        <translation>Die Daten neben den Modellen: docs/replication.md, docs/features.md, docs/streams.md und docs/consistency.md.</translation>
    </message>
    <message>
        <source>What replicas load before they answer: weights and engines in a registry, copied to the regions.</source>
        <translation>Was Replikate laden, ehe sie antworten: Gewichte und Engines in einer Registry, in die Regionen kopiert.</translation>
    </message>
    <message>
        <source>Online feature stores.</source>
        <translation>Feature-Stores für das Lesen im Betrieb.</translation>
    </message>
    <message>
        <source>Streams of events from which stores are kept fresh.</source>
        <translation>Ströme von Ereignissen, aus denen Feature-Stores frisch gehalten werden.</translation>
    </message>
    <message>
        <source>A model, an engine or another set of files that is published in versions.</source>
        <translation>Ein Modell, eine Engine oder ein anderer Satz von Dateien, der in Versionen veröffentlicht wird.</translation>
    </message>
    <message>
        <source>Name of the artifact.</source>
        <translation>Name des Artefakts.</translation>
    </message>
    <message>
        <source>Workload whose replicas load it: it is copied to the regions that serve this workload. Absent = to all open regions.</source>
        <translation>Last, deren Replikate es laden: Es wird in die Regionen kopiert, die diese Last bedienen. Ohne Angabe in alle offenen Regionen.</translation>
    </message>
    <message>
        <source>Size of one version; absent = the weights of the workload&apos;s model.</source>
        <translation>Größe einer Version; ohne Angabe die Gewichte des Modells der Last.</translation>
    </message>
    <message>
        <source>Files of equal size that a version consists of; a region passes a file on when it has all of it.</source>
        <translation>Gleich große Dateien, aus denen eine Version besteht; eine Region gibt eine Datei weiter, wenn sie sie ganz hat.</translation>
    </message>
    <message>
        <source>Region of the registry, as provider:region.</source>
        <translation>Region der Registry, als anbieter:region.</translation>
    </message>
    <message>
        <source>How often a new version is published.</source>
        <translation>Wie oft eine neue Version veröffentlicht wird.</translation>
    </message>
    <message>
        <source>How a version gets to the regions.</source>
        <translation>Wie eine Version in die Regionen kommt.</translation>
    </message>
    <message>
        <source>Of a service: median delay of a file.</source>
        <translation>Eines Dienstes: Median der Verzögerung einer Datei.</translation>
    </message>
    <message>
        <source>Of a service: a delay that `target_percentile` of the files keep to; absent = the provider&apos;s design target.</source>
        <translation>Eines Dienstes: eine Verzögerung, die `target_percentile` der Dateien einhalten; ohne Angabe das Entwurfsziel des Anbieters.</translation>
    </message>
    <message>
        <source>Share of the files that keep to `target_s`; given together with it.</source>
        <translation>Anteil der Dateien, die `target_s` einhalten; nur zusammen mit diesem.</translation>
    </message>
    <message>
        <source>Disk of a node that loads it; a version that is larger is refused. Absent = not checked.</source>
        <translation>Platte eines Knotens, der es lädt; eine größere Version wird verweigert. Ohne Angabe wird nicht geprüft.</translation>
    </message>
    <message>
        <source>Data of it may lie inside these jurisdictions alone: &quot;eea&quot; or countries as ISO 3166-1 alpha-2 codes. Workloads that need it are then served there alone. None = anywhere.</source>
        <translation>Daten davon dürfen nur in diesen Rechtsräumen liegen: &quot;eea&quot; oder Länder als Kürzel nach ISO 3166-1 alpha-2. Lasten, die es brauchen, werden dann nur dort bedient. Keine = überall.</translation>
    </message>
    <message>
        <source>A store of features for online reads, as Feast and Tecton have it: kept fresh by a batch job or from a stream, read by key.</source>
        <translation>Ein Speicher von Features zum Lesen im Betrieb, wie Feast und Tecton ihn haben: frisch gehalten durch einen Batch-Lauf oder aus einem Strom, gelesen nach Schlüssel.</translation>
    </message>
    <message>
        <source>Region that its values come from, and that leads its writes, as provider:region.</source>
        <translation>Region, aus der seine Werte kommen und die seine Schreibvorgänge führt, als anbieter:region.</translation>
    </message>
    <message>
        <source>Where it can be read.</source>
        <translation>Wo er gelesen werden kann.</translation>
    </message>
    <message>
        <source>What it is kept in; it stands for the two percentiles below.</source>
        <translation>Worin er gehalten wird; es steht für die beiden Perzentile darunter.</translation>
    </message>
    <message>
        <source>Median time of a read inside its region, all rows of a request together; absent = as `online` has it: the upper bounds that Feast&apos;s docs/how-to-guides/production-deployment-topologies.md (2026-08-21) gives as a rule of thumb.</source>
        <translation>Median der Zeit eines Lesens in seiner Region, alle Zeilen einer Anfrage zusammen; ohne Angabe, wie `online` sie hat: die oberen Grenzen, die Feasts docs/how-to-guides/production-deployment-topologies.md (2026-08-21) als Faustregel nennt.</translation>
    </message>
    <message>
        <source>99th percentile of the same; between the two, and beyond, log-normal.</source>
        <translation>99. Perzentil derselben; zwischen beiden und darüber hinaus log-normal.</translation>
    </message>
    <message>
        <source>A batch job that brings new values at intervals.</source>
        <translation>Ein Batch-Lauf, der in Abständen neue Werte bringt.</translation>
    </message>
    <message>
        <source>Name of the stream that every replica follows.</source>
        <translation>Name des Stroms, dem jede Kopie folgt.</translation>
    </message>
    <message>
        <source>How often a materialised store, and one of any kind for what requests write, sends changes to its replicas; 0 = one by one.</source>
        <translation>Wie oft ein materialisierter Feature-Store, und einer jeder Art für das, was Anfragen schreiben, Änderungen an seine Kopien sendet; 0 = einzeln.</translation>
    </message>
    <message>
        <source>What the store itself adds to the way between the regions, for the same changes.</source>
        <translation>Was der Speicher selbst zum Weg zwischen den Regionen hinzufügt, für dieselben Änderungen.</translation>
    </message>
    <message>
        <source>Of a store with a batch job: speed of replication after it stood still, as a multiple of the changes that come in meanwhile.</source>
        <translation>Eines Feature-Stores mit Batch-Lauf: Geschwindigkeit der Replikation nach einem Stillstand, als Vielfaches der Änderungen, die währenddessen kommen.</translation>
    </message>
    <message>
        <source>What a read may return.</source>
        <translation>Was ein Lesen zurückgeben darf.</translation>
    </message>
    <message>
        <source>Age of a value above which it counts as too old: `bounded` then reads the home region, the other modes count it. 0 = no bound.</source>
        <translation>Alter eines Wertes, über dem er als zu alt zählt: `bounded` liest dann die Heimatregion, die anderen Arten zählen es. 0 = keine Grenze.</translation>
    </message>
    <message>
        <source>Of `snapshot`: how often one is taken.</source>
        <translation>Bei `snapshot`: wie oft einer gemacht wird.</translation>
    </message>
    <message>
        <source>What becomes of a request whose read fails, because the regions that its mode needs cannot be reached.</source>
        <translation>Was aus einer Anfrage wird, deren Lesen misslingt, weil die Regionen, die ihre Art braucht, nicht erreichbar sind.</translation>
    </message>
    <message>
        <source>After which a read without an answer has failed.</source>
        <translation>Nach welcher Zeit ein Lesen ohne Antwort misslungen ist.</translation>
    </message>
    <message>
        <source>Share of the reads that find nothing.</source>
        <translation>Anteil der Lesevorgänge, die nichts finden.</translation>
    </message>
    <message>
        <source>What a miss adds: the value is computed, or fetched from elsewhere.</source>
        <translation>Was ein Fehlgriff hinzufügt: Der Wert wird berechnet oder anderswo geholt.</translation>
    </message>
    <message>
        <source>Bytes of the features of one key.</source>
        <translation>Bytes der Features eines Schlüssels.</translation>
    </message>
    <message>
        <source>Keys that change a second, beside those that requests write: what is replicated.</source>
        <translation>Schlüssel, die sich je Sekunde ändern, neben denen, die Anfragen schreiben: was repliziert wird.</translation>
    </message>
    <message>
        <source>Requests write to the replica of their region, and the last writer wins; else all writes go to the home region, without being waited for. Not of `strong` and `quorum`.</source>
        <translation>Anfragen schreiben in die Kopie ihrer Region, und der letzte Schreiber gewinnt; sonst gehen alle Schreibvorgänge in die Heimatregion, ohne dass auf sie gewartet wird. Nicht bei `strong` und `quorum`.</translation>
    </message>
    <message>
        <source>Number of keys that requests write.</source>
        <translation>Zahl der Schlüssel, die Anfragen schreiben.</translation>
    </message>
    <message>
        <source>Exponent of Zipf&apos;s law of the keys that are written: 0 = all alike.</source>
        <translation>Exponent des Zipfschen Gesetzes der geschriebenen Schlüssel: 0 = alle gleich.</translation>
    </message>
    <message>
        <source>What old features cost: points of a curve, ascending; linear between them, level outside.</source>
        <translation>Was alte Features kosten: Punkte einer Kurve, aufsteigend; dazwischen linear, außerhalb waagerecht.</translation>
    </message>
    <message>
        <source>Values of all events up to the start of a run are online when the run has ended.</source>
        <translation>Die Werte aller Ereignisse bis zum Beginn eines Laufs sind lesbar, wenn der Lauf zu Ende ist.</translation>
    </message>
    <message>
        <source>From the start of a run to the start of the next.</source>
        <translation>Vom Beginn eines Laufs bis zum Beginn des nächsten.</translation>
    </message>
    <message>
        <source>How long a run takes until its values can be read at home.</source>
        <translation>Wie lange ein Lauf dauert, bis seine Werte zu Hause gelesen werden können.</translation>
    </message>
    <message>
        <source>One point of the curve.</source>
        <translation>Ein Punkt der Kurve.</translation>
    </message>
    <message>
        <source>Age of the features.</source>
        <translation>Alter der Features.</translation>
    </message>
    <message>
        <source>What the model loses at that age, in a unit of yours: AUC, recall, share of the fraud that is missed.</source>
        <translation>Was das Modell bei diesem Alter verliert, in einer Einheit Ihrer Wahl: AUC, Recall, Anteil des übersehenen Betrugs.</translation>
    </message>
    <message>
        <source>A Kafka topic that is produced in one region and followed in all.</source>
        <translation>Ein Kafka-Topic, das in einer Region entsteht und in allen verfolgt wird.</translation>
    </message>
    <message>
        <source>Name of the stream.</source>
        <translation>Name des Stroms.</translation>
    </message>
    <message>
        <source>Region in which events are produced, as provider:region.</source>
        <translation>Region, in der die Ereignisse entstehen, als anbieter:region.</translation>
    </message>
    <message>
        <source>How other regions get them.</source>
        <translation>Wie andere Regionen sie bekommen.</translation>
    </message>
    <message>
        <source>Events a second.</source>
        <translation>Ereignisse je Sekunde.</translation>
    </message>
    <message>
        <source>Bytes of an event.</source>
        <translation>Bytes eines Ereignisses.</translation>
    </message>
    <message>
        <source>How long the producer gathers events for a batch.</source>
        <translation>Wie lange der Erzeuger Ereignisse für einen Batch sammelt.</translation>
    </message>
    <message>
        <source>Events a second that the mirror into a region can carry; more than events_per_s. What is more is spare, and decides how fast it catches up.</source>
        <translation>Ereignisse je Sekunde, die der Spiegel in eine Region tragen kann; mehr als events_per_s. Der Überschuss bestimmt, wie schnell er aufholt.</translation>
    </message>
    <message>
        <source>How often the job that computes features takes what has come: a micro-batch; 0 = event by event.</source>
        <translation>Wie oft der Lauf, der Features berechnet, nimmt, was gekommen ist: ein Mikro-Batch; 0 = Ereignis für Ereignis.</translation>
    </message>
    <message>
        <source>From an event in the region until its features can be read.</source>
        <translation>Von einem Ereignis in der Region, bis seine Features gelesen werden können.</translation>
    </message>
    <message>
        <source>Most bytes of a producer&apos;s batch; a full one is sent before its linger is over.</source>
        <translation>Höchstzahl der Bytes eines Batches des Erzeugers; ein voller geht ab, ehe seine Sammelzeit um ist.</translation>
    </message>
    <message>
        <source>Partitions of the topic; each has batches of its own.</source>
        <translation>Partitionen des Topics; jede hat eigene Batches.</translation>
    </message>
    <message>
        <source>What a producer waits for.</source>
        <translation>Worauf ein Erzeuger wartet.</translation>
    </message>
    <message>
        <source>Memory of the producers for events that cannot be sent; when it is full, they are held up.</source>
        <translation>Speicher der Erzeuger für Ereignisse, die nicht gesendet werden können; ist er voll, so werden sie aufgehalten.</translation>
    </message>
    <message>
        <source>How long the topic keeps events; a mirror that stands still for longer loses the rest.</source>
        <translation>Wie lange das Topic Ereignisse behält; ein Spiegel, der länger stillsteht, verliert den Rest.</translation>
    </message>
    <message>
        <source>Replicas of a partition, in zones of their own: with one, `all` waits for the leader alone.</source>
        <translation>Kopien einer Partition, in verschiedenen Zonen: Bei einer wartet `all` allein auf den Führer.</translation>
    </message>
    <message>
        <source>Events are produced in every region in which stores that follow it are read, and each region gets those of the others; else at home alone.</source>
        <translation>Ereignisse entstehen in jeder Region, in der Feature-Stores gelesen werden, die ihm folgen, und jede Region bekommt die der anderen; sonst nur zu Hause.</translation>
    </message>
    <message>
        <source>Of active_active: share of the reads whose newest event was produced in the region that reads; the rest is spread over the others. Absent = all regions alike.</source>
        <translation>Bei active_active: Anteil der Lesevorgänge, deren neuestes Ereignis in der lesenden Region entstand; der Rest verteilt sich auf die anderen. Ohne Angabe alle Regionen gleich.</translation>
    </message>
    <message>
        <source>Of cluster_link: how often consumer offsets are synced; they are repeated from there after a fail-over. Absent = their share of the repeated events is not counted, as no published interval was found.</source>
        <translation>Bei cluster_link: wie oft die Offsets der Leser abgeglichen werden; von dort an wird nach einem Failover wiederholt. Ohne Angabe zählt ihr Anteil an den wiederholten Ereignissen nicht mit, da sich kein veröffentlichter Abstand fand.</translation>
    </message>
    <message>
        <source>How often one part fails by chance, for the expected losses of a year that `chaos` tells. A part fails while the others work; two at once are not expected.</source>
        <translation>Wie oft ein Teil zufällig ausfällt, für die erwarteten Verluste eines Jahres, die `chaos` nennt. Ein Teil fällt aus, während die anderen arbeiten; zwei zugleich werden nicht erwartet.</translation>
    </message>
    <message>
        <source>What kind of part: of node, gpu and slow_replica each single one, of zone each of three, of region, edge, registry, flapping_check, one_way_loss and metrics each of an open region, of link each that is in use.</source>
        <translation>Welche Art von Teil: bei node, gpu und slow_replica jedes einzelne, bei zone jede von dreien, bei region, edge, registry, flapping_check, one_way_loss und metrics jede offene Region, bei link jeder, der benutzt wird.</translation>
    </message>
    <message>
        <source>Mean time from a repair of the part to its next failure. Absent = of a GPU 82,944 h (256 failures by GPUs in 54 days of 16,384 H100: The Llama 3 Herd of Models, 2024, table 5); for all others there is no honest figure, so it has to be stated.</source>
        <translation>Mittlere Zeit von einer Reparatur des Teils bis zu seinem nächsten Ausfall. Ohne Angabe bei einer GPU 82,944 h (256 Ausfälle durch GPUs in 54 Tagen von 16,384 H100: The Llama 3 Herd of Models, 2024, Tabelle 5); für alle anderen gibt es keine ehrliche Zahl, sodass sie anzugeben ist.</translation>
    </message>
    <message>
        <source>Mean time until it is repaired; absent = as long as the faults of the campaign. Of node and gpu it plays no part: others take their place.</source>
        <translation>Mittlere Zeit bis zur Reparatur; ohne Angabe so lange wie die Störungen der Kampagne. Bei node und gpu spielt sie keine Rolle: Andere treten an ihre Stelle.</translation>
    </message>
    <message>
        <source>A new version of a workload&apos;s model takes the place of the old one: docs/rollouts.md.</source>
        <translation>Eine neue Version des Modells einer Last tritt an die Stelle der alten: docs/rollouts.md.</translation>
    </message>
    <message>
        <source>Name of the rollout.</source>
        <translation>Name des Rollouts.</translation>
    </message>
    <message>
        <source>Whose model.</source>
        <translation>Wessen Modell.</translation>
    </message>
    <message>
        <source>How.</source>
        <translation>Auf welche Weise.</translation>
    </message>
    <message>
        <source>What new replicas load: the name of one of data.artifacts, which is replicated to the regions first. Absent = nothing is replicated.</source>
        <translation>Was neue Replikate laden: der Name eines der data.artifacts, das zuerst in die Regionen repliziert wird. Ohne Angabe wird nichts repliziert.</translation>
    </message>
    <message>
        <source>Regions do not wait for the artifact: each new replica loads it from the artifact&apos;s home region, over the distance and at its price.</source>
        <translation>Regionen warten nicht auf das Artefakt: Jedes neue Replikat lädt es aus der Heimatregion des Artefakts, über die Entfernung und zu deren Preis.</translation>
    </message>
    <message>
        <source>The version comes with an image of its own, which every node pulls.</source>
        <translation>Die Version kommt mit einem eigenen Image, das jeder Knoten lädt.</translation>
    </message>
    <message>
        <source>From the decision until the version is in the registry: build, tests, scans, approval.</source>
        <translation>Von der Entscheidung, bis die Version in der Registry ist: Bau, Tests, Prüfungen, Freigabe.</translation>
    </message>
    <message>
        <source>How often a region&apos;s controller looks for what it should run.</source>
        <translation>Wie oft der Controller einer Region danach sieht, was er betreiben soll.</translation>
    </message>
    <message>
        <source>Up to so much is added to that interval.</source>
        <translation>Bis zu so viel kommt zu diesem Abstand hinzu.</translation>
    </message>
    <message>
        <source>Regions one group after the other; those that none names come last, together. None = all at once.</source>
        <translation>Regionen, eine Gruppe nach der anderen; die, die keine nennt, kommen zuletzt, gemeinsam. Keine = alle zugleich.</translation>
    </message>
    <message>
        <source>Of rolling: replicas that may be there beside the usual number, rounded up.</source>
        <translation>Bei rolling: Replikate, die neben der üblichen Zahl da sein dürfen, aufgerundet.</translation>
    </message>
    <message>
        <source>Of rolling: replicas that may be missing, rounded down.</source>
        <translation>Bei rolling: Replikate, die fehlen dürfen, abgerundet.</translation>
    </message>
    <message>
        <source>Of canary: weights of the new version, in ascending order; after the last one it gets all requests.</source>
        <translation>Bei canary: Gewichte der neuen Version, aufsteigend; nach dem letzten bekommt sie alle Anfragen.</translation>
    </message>
    <message>
        <source>Of canary and blue_green: until a region&apos;s router sends requests by new weights.</source>
        <translation>Bei canary und blue_green: bis der Router einer Region Anfragen nach neuen Gewichten sendet.</translation>
    </message>
    <message>
        <source>Of canary and blue_green: how long old replicas stay ready when all requests go to the new ones; the time for a quick way back.</source>
        <translation>Bei canary und blue_green: wie lange alte Replikate bereit bleiben, wenn alle Anfragen zu den neuen gehen; die Zeit für einen schnellen Weg zurück.</translation>
    </message>
    <message>
        <source>A replica that takes longer to start is given up, and the rollout with it; such a rollout is refused before it runs.</source>
        <translation>Ein Replikat, das länger zum Start braucht, wird aufgegeben, und der Rollout mit ihm; ein solcher Rollout wird verweigert, ehe er läuft.</translation>
    </message>
    <message>
        <source>How long a replica that is to go may finish its requests; then it breaks them off.</source>
        <translation>Wie lange ein Replikat, das gehen soll, seine Anfragen beenden darf; dann bricht es sie ab.</translation>
    </message>
    <message>
        <source>Turns of a conversation keep to one version as long as the weights allow it.</source>
        <translation>Runden eines Gesprächs bleiben bei einer Version, solange die Gewichte es erlauben.</translation>
    </message>
    <message>
        <source>What rolls a bad version back by itself. Absent = nothing does.</source>
        <translation>Was eine schlechte Version von selbst zurückrollt. Ohne Angabe nichts.</translation>
    </message>
    <message>
        <source>Replication that stands still in the middle of it.</source>
        <translation>Replikation, die mittendrin stillsteht.</translation>
    </message>
    <message>
        <source>What is wrong with the new version. Absent = it is as good as the old one.</source>
        <translation>Was an der neuen Version schlecht ist. Ohne Angabe ist sie so gut wie die alte.</translation>
    </message>
    <message>
        <source>Regions that get a version at the same time.</source>
        <translation>Regionen, die eine Version zur selben Zeit bekommen.</translation>
    </message>
    <message>
        <source>How long the version is watched there before the next wave.</source>
        <translation>Wie lange die Version dort vor der nächsten Welle beobachtet wird.</translation>
    </message>
    <message>
        <source>A step of a canary.</source>
        <translation>Ein Schritt eines Kanarienvogels.</translation>
    </message>
    <message>
        <source>Share of a region&apos;s requests that the new version gets.</source>
        <translation>Anteil der Anfragen einer Region, den die neue Version bekommt.</translation>
    </message>
    <message>
        <source>How long it stays so.</source>
        <translation>Wie lange es so bleibt.</translation>
    </message>
    <message>
        <source>Watches the new version&apos;s answers, in each region by itself, from its first request until the rollout is over. When a region has failed more often than it may, everything is rolled back.</source>
        <translation>Beobachtet die Antworten der neuen Version, in jeder Region für sich, von ihrer ersten Anfrage bis zum Ende des Rollouts. Ist eine Region öfter durchgefallen, als sie darf, so wird alles zurückgerollt.</translation>
    </message>
    <message>
        <source>Length of a measurement.</source>
        <translation>Länge einer Messung.</translation>
    </message>
    <message>
        <source>From the end of a measurement until its figures are there: scraping and evaluation.</source>
        <translation>Vom Ende einer Messung, bis ihre Zahlen da sind: Abfrage und Auswertung.</translation>
    </message>
    <message>
        <source>Measurements that may fail in a region.</source>
        <translation>Messungen, die in einer Region durchfallen dürfen.</translation>
    </message>
    <message>
        <source>A measurement fails with a larger share of errors among the new version&apos;s requests.</source>
        <translation>Eine Messung fällt durch, wenn unter den Anfragen der neuen Version ein größerer Anteil Fehler ist.</translation>
    </message>
    <message>
        <source>A measurement fails when the SLO&apos;s percentile, at the server and without the network, is longer; absent = the SLO&apos;s target.</source>
        <translation>Eine Messung fällt durch, wenn das Perzentil des SLOs, am Server und ohne Netz, länger ist; ohne Angabe der Zielwert des SLOs.</translation>
    </message>
    <message>
        <source>A measurement of fewer requests says nothing.</source>
        <translation>Eine Messung mit weniger Anfragen sagt nichts.</translation>
    </message>
    <message>
        <source>No byte of the artifact comes into a region; then it goes on where it was.</source>
        <translation>Kein Byte des Artefakts kommt in eine Region; danach geht es weiter, wo es war.</translation>
    </message>
    <message>
        <source>Since the version is in the registry.</source>
        <translation>Seit die Version in der Registry ist.</translation>
    </message>
    <message>
        <source>How long.</source>
        <translation>Wie lange.</translation>
    </message>
    <message>
        <source>What is wrong with a version.</source>
        <translation>Was an einer Version schlecht ist.</translation>
    </message>
    <message>
        <source>Share of its requests that it answers with an error.</source>
        <translation>Anteil ihrer Anfragen, die sie mit einem Fehler beantwortet.</translation>
    </message>
    <message>
        <source>It takes so many times as long for everything.</source>
        <translation>Sie braucht für alles so viele Male so lange.</translation>
    </message>
    <message>
        <source>Only while a replica has more requests than this, waiting or running: what is wrong is only seen under load. Absent = always.</source>
        <translation>Nur während ein Replikat mehr Anfragen hat als dies, wartend oder laufend: Was schlecht ist, zeigt sich erst unter Last. Ohne Angabe immer.</translation>
    </message>
    <message>
        <source>What the bill needs to know beside the topology: docs/billing.md.</source>
        <translation>Was die Rechnung außer der Topologie wissen muss: docs/billing.md.</translation>
    </message>
    <message>
        <source>Disk of every GPU node, paid as long as the node.</source>
        <translation>Platte jedes GPU-Knotens, so lange bezahlt wie der Knoten.</translation>
    </message>
    <message>
        <source>Versions of each artifact that lie in object storage of each region that it is copied to; as many images lie in the registry of each open region.</source>
        <translation>Versionen jedes Artefakts, die im Objektspeicher jeder Region liegen, in die es kopiert wird; ebenso viele Images liegen in der Registry jeder offenen Region.</translation>
    </message>
    <message>
        <source>Container image of a workload&apos;s server.</source>
        <translation>Container-Image des Servers einer Last.</translation>
    </message>
    <message>
        <source>NAT gateways of an open region; nodes without an address of their own need one for what they fetch from outside.</source>
        <translation>NAT-Gateways einer offenen Region; Knoten ohne eigene Adresse brauchen eines für das, was sie von außen holen.</translation>
    </message>
    <message>
        <source>What goes through the NAT gateways of an open region in a month.</source>
        <translation>Was in einem Monat durch die NAT-Gateways einer offenen Region geht.</translation>
    </message>
    <message>
        <source>Share of the bytes of requests and answers that cross from one zone to another inside the region, billed where the provider does.</source>
        <translation>Anteil der Bytes von Anfragen und Antworten, die innerhalb der Region von einer Zone in eine andere gehen, berechnet, wo der Anbieter es tut.</translation>
    </message>
    <message>
        <source>Of the bill alone: in each hour of the week a pool of a workload with autoscaling has as many instances as hold the load a replica at that of its busiest hour, within the limits of autoscaling. Otherwise the topology&apos;s replicas are paid all week.</source>
        <translation>Nur der Rechnung: In jeder Stunde der Woche hat ein Pool einer Last mit Autoscaling so viele Instanzen, dass die Last je Replikat die seiner stärksten Stunde ist, innerhalb der Grenzen des Autoscalings. Sonst werden die Replikate der Topologie die ganze Woche bezahlt.</translation>
    </message>
    <message>
        <source>Metrics and logs.</source>
        <translation>Metriken und Logs.</translation>
    </message>
    <message>
        <source>Brokers of the streams in data, in every region that produces or follows one. Absent = not billed.</source>
        <translation>Broker der Ströme in data, in jeder Region, die einen erzeugt oder verfolgt. Ohne Angabe nicht berechnet.</translation>
    </message>
    <message>
        <source>Support contracts, a share of the provider&apos;s bill.</source>
        <translation>Support-Verträge, ein Anteil der Rechnung des Anbieters.</translation>
    </message>
    <message>
        <source>Credits that a provider grants.</source>
        <translation>Gutschriften, die ein Anbieter gewährt.</translation>
    </message>
    <message>
        <source>Buys the instances in the cheapest mix for the hourly need, beside offers.purchase, by which planning chooses; absent = all as offers.purchase has it.</source>
        <translation>Kauft die Instanzen in der billigsten Mischung für den stündlichen Bedarf, neben offers.purchase, wonach die Planung wählt; ohne Angabe alle, wie offers.purchase es sagt.</translation>
    </message>
    <message>
        <source>What a faster answer is worth; absent = latency is no money.</source>
        <translation>Was eine schnellere Antwort wert ist; ohne Angabe ist Latenz kein Geld.</translation>
    </message>
    <message>
        <source>How far off the bill&apos;s assumptions may be; absent = the bill has no interval.</source>
        <translation>Wie weit die Annahmen der Rechnung danebenliegen dürfen; ohne Angabe hat die Rechnung kein Intervall.</translation>
    </message>
    <message>
        <source>What is measured and logged, and where it goes.</source>
        <translation>Was gemessen und aufgezeichnet wird, und wohin es geht.</translation>
    </message>
    <message>
        <source>Where metrics go.</source>
        <translation>Wohin Metriken gehen.</translation>
    </message>
    <message>
        <source>Where logs go.</source>
        <translation>Wohin Logs gehen.</translation>
    </message>
    <message>
        <source>Time series that a replica exports.</source>
        <translation>Zeitreihen, die ein Replikat liefert.</translation>
    </message>
    <message>
        <source>Time series of a node: the machine, its GPUs, the kubelet.</source>
        <translation>Zeitreihen eines Knotens: die Maschine, ihre GPUs, das Kubelet.</translation>
    </message>
    <message>
        <source>Time between two samples of a series.</source>
        <translation>Zeit zwischen zwei Messwerten einer Zeitreihe.</translation>
    </message>
    <message>
        <source>Bytes that are logged for a request.</source>
        <translation>Bytes, die für eine Anfrage aufgezeichnet werden.</translation>
    </message>
    <message>
        <source>Kafka brokers.</source>
        <translation>Kafka-Broker.</translation>
    </message>
    <message>
        <source>Type of a broker, by the provider&apos;s name; the price book must have it.</source>
        <translation>Typ eines Brokers, nach dem Namen des Anbieters; das Preisbuch muss ihn haben.</translation>
    </message>
    <message>
        <source>Brokers in a region.</source>
        <translation>Broker in einer Region.</translation>
    </message>
    <message>
        <source>A support contract with a provider.</source>
        <translation>Ein Support-Vertrag mit einem Anbieter.</translation>
    </message>
    <message>
        <source>Cloud provider.</source>
        <translation>Cloud-Anbieter.</translation>
    </message>
    <message>
        <source>Plan, as the price book names it.</source>
        <translation>Vertrag, wie das Preisbuch ihn nennt.</translation>
    </message>
    <message>
        <source>Money that a provider takes off its bill.</source>
        <translation>Geld, das ein Anbieter von seiner Rechnung abzieht.</translation>
    </message>
    <message>
        <source>How much, at most the provider&apos;s bill of the month.</source>
        <translation>Wie viel, höchstens die Rechnung des Anbieters in diesem Monat.</translation>
    </message>
    <message>
        <source>What it is granted for.</source>
        <translation>Wofür sie gewährt wird.</translation>
    </message>
    <message>
        <source>Which kinds of purchase the mix may use. For each type of instance in a region it is the cheapest for the hourly need.</source>
        <translation>Welche Kaufarten die Mischung benutzen darf. Für jeden Instanztyp in einer Region ist sie die billigste für den stündlichen Bedarf.</translation>
    </message>
    <message>
        <source>Kinds that may be used, where the price book has the price.</source>
        <translation>Kaufarten, die benutzt werden dürfen, wo das Preisbuch den Preis hat.</translation>
    </message>
    <message>
        <source>Largest share of the instances needed in an hour that may be spot.</source>
        <translation>Größter Anteil der in einer Stunde gebrauchten Instanzen, der Spot sein darf.</translation>
    </message>
    <message>
        <source>How often a spot instance is taken back in a month.</source>
        <translation>Wie oft eine Spot-Instanz in einem Monat zurückgenommen wird.</translation>
    </message>
    <message>
        <source>What an interruption costs: hours in which another instance is paid that does not yet answer.</source>
        <translation>Was eine Unterbrechung kostet: Stunden, in denen eine andere Instanz bezahlt wird, die noch nicht antwortet.</translation>
    </message>
    <message>
        <source>Revenue by latency: so much less for every 100 ms, compounded. Off unless it is stated.</source>
        <translation>Umsatz nach Latenz: so viel weniger für alle 100 ms, mit Zinseszins. Aus, solange es nicht angegeben ist.</translation>
    </message>
    <message>
        <source>Revenue of 1000 requests at the reference latency.</source>
        <translation>Umsatz von 1000 Anfragen bei der Bezugslatenz.</translation>
    </message>
    <message>
        <source>Latency at which the revenue was seen.</source>
        <translation>Latenz, bei der der Umsatz gesehen wurde.</translation>
    </message>
    <message>
        <source>Share of the revenue that 100 ms more cost.</source>
        <translation>Anteil des Umsatzes, den 100 ms mehr kosten.</translation>
    </message>
    <message>
        <source>5th percentile of that share.</source>
        <translation>5. Perzentil dieses Anteils.</translation>
    </message>
    <message>
        <source>95th percentile of that share.</source>
        <translation>95. Perzentil dieses Anteils.</translation>
    </message>
    <message>
        <source>Factors on the bill&apos;s assumptions, each as its 5th and 95th percentile; log-normal and independent. Absent = certain.</source>
        <translation>Faktoren auf die Annahmen der Rechnung, jeder mit seinem 5. und 95. Perzentil; log-normal und unabhängig. Ohne Angabe sicher.</translation>
    </message>
    <message>
        <source>Requests, and with them traffic and the instances that answer them.</source>
        <translation>Anfragen, und mit ihnen der Verkehr und die Instanzen, die sie beantworten.</translation>
    </message>
    <message>
        <source>Growth a month, as a factor on 1 + growth_per_month; it compounds over the months of a series.</source>
        <translation>Wachstum im Monat, als Faktor auf 1 + growth_per_month; mit Zinseszins über die Monate einer Reihe.</translation>
    </message>
    <message>
        <source>Prices of instances, on demand, reserved and savings plans.</source>
        <translation>Preise von Instanzen, on demand, reserviert und mit Savings Plan.</translation>
    </message>
    <message>
        <source>Prices of spot instances, on top of those of instances.</source>
        <translation>Preise von Spot-Instanzen, zusätzlich zu denen der Instanzen.</translation>
    </message>
    <message>
        <source>Prices of traffic to the internet and between regions.</source>
        <translation>Preise des Verkehrs ins Internet und zwischen Regionen.</translation>
    </message>
    <message>
        <source>All other prices.</source>
        <translation>Alle anderen Preise.</translation>
    </message>
    <message>
        <source>A factor that is not known exactly.</source>
        <translation>Ein Faktor, der nicht genau bekannt ist.</translation>
    </message>
    <message>
        <source>5th percentile.</source>
        <translation>5. Perzentil.</translation>
    </message>
    <message>
        <source>95th percentile.</source>
        <translation>95. Perzentil.</translation>
    </message>
    <message>
        <source>Requests that may be served inside some jurisdictions alone: planning, routing, spill-over and fail-over keep to it, and a topology that cannot is refused.</source>
        <translation>Anfragen, die nur in manchen Rechtsräumen bedient werden dürfen: Planung, Verteilung, Überlauf und Failover halten sich daran, und eine Topologie, die es nicht kann, wird verweigert.</translation>
    </message>
    <message>
        <source>Name of the rule.</source>
        <translation>Name der Regel.</translation>
    </message>
    <message>
        <source>Of which workloads, by name; none = all.</source>
        <translation>Welcher Lasten, mit Namen; keine = aller.</translation>
    </message>
    <message>
        <source>Where they may be served: &quot;eea&quot;, the European Economic Area, or a country&apos;s ISO 3166-1 alpha-2 code.</source>
        <translation>Wo sie bedient werden dürfen: &quot;eea&quot;, der Europäische Wirtschaftsraum, oder das Kürzel eines Landes nach ISO 3166-1 alpha-2.</translation>
    </message>
    <message>
        <source>What topologies compete on: the latency axis of the front is a percentile, over all requests of all users, of the latency that each workload&apos;s SLO names; the second is the bill; there may be a third.</source>
        <translation>Worin Topologien wetteifern: Die Latenzachse der Front ist ein Perzentil, über alle Anfragen aller Nutzer, der Latenz, die das SLO jeder Last nennt; die zweite ist die Rechnung; es kann eine dritte geben.</translation>
    </message>
    <message>
        <source>What topologies compete on beside latency and cost. Absent = net_benefit where billing.value_of_latency is given, else none.</source>
        <translation>Worin Topologien neben Latenz und Kosten wetteifern. Fehlt sie, ist es net_benefit, wo billing.value_of_latency angegeben ist, sonst none.</translation>
    </message>
    <message>
        <source>Carbon intensity of the electricity of regions, of your own source, in place of the catalogue&apos;s, which has figures for Google Cloud alone.</source>
        <translation>CO2-Intensität des Stroms von Regionen, aus eigener Quelle, anstelle der des Katalogs, der nur für Google Cloud Zahlen hat.</translation>
    </message>
    <message>
        <source>How much a kilowatt-hour of a region emits.</source>
        <translation>Wie viel eine Kilowattstunde einer Region ausstößt.</translation>
    </message>
    <message>
        <source>Emissions of the grid.</source>
        <translation>Ausstoß des Stromnetzes.</translation>
    </message>
    <message>
        <source>Instead of model: a model of your own by your own measurements, an entry of `tradewind calibrate` for each GPU that may serve it. The entries stand in the scenario itself, so that it goes whole to other machines.</source>
        <translation>Statt model: ein eigenes Modell nach eigenen Messungen, für jede GPU, die es bedienen darf, ein Eintrag von `tradewind calibrate`. Die Einträge stehen im Szenario selbst, damit es vollständig auf andere Maschinen kommt.</translation>
    </message>
    <message>
        <source>How long a batch of a classic model takes on a GPU: base_ms + ms_per_item x items, as `tradewind calibrate` fitted it to measurements.</source>
        <translation>Wie lange ein Batch eines klassischen Modells auf einer GPU dauert: base_ms + ms_per_item x Objekte, wie `tradewind calibrate` es an Messungen angepasst hat.</translation>
    </message>
    <message>
        <source>The model&apos;s name; the catalogue need not know it.</source>
        <translation>Name des Modells; der Katalog muss es nicht kennen.</translation>
    </message>
    <message>
        <source>The GPU that was measured.</source>
        <translation>Die GPU, die gemessen wurde.</translation>
    </message>
    <message>
        <source>What computes the model, with its number format.</source>
        <translation>Was das Modell rechnet, mit dem Zahlenformat.</translation>
    </message>
    <message>
        <source>Time of every batch.</source>
        <translation>Zeit jedes Batches.</translation>
    </message>
    <message>
        <source>Time of each item in a batch.</source>
        <translation>Zeit jedes Objekts in einem Batch.</translation>
    </message>
    <message>
        <source>Part of base_ms in which the batch keeps the GPU busy; for the rest of it batches of other instances can run.</source>
        <translation>Teil von base_ms, in dem der Batch die GPU belegt; im Rest davon können Batches anderer Instanzen laufen.</translation>
    </message>
    <message>
        <source>Time of a request outside queue and batch: the server&apos;s HTTP or gRPC, and the way there.</source>
        <translation>Zeit einer Anfrage außerhalb von Warteschlange und Batch: HTTP oder gRPC des Servers und der Weg dorthin.</translation>
    </message>
    <message>
        <source>Largest batch that the measurements can have formed; beyond it the line is extrapolated.</source>
        <translation>Größter Batch, der sich in den Messungen gebildet haben kann; darüber hinaus wird die Gerade verlängert.</translation>
    </message>
    <message>
        <source>Mean of |predicted / measured - 1| over the figures that it was fitted to.</source>
        <translation>Mittelwert von |vorhergesagt / gemessen - 1| über die Werte, an die angepasst wurde.</translation>
    </message>
    <message>
        <source>The same over the figures of the run that was kept out of the fit.</source>
        <translation>Dasselbe über die Werte des Laufs, der nicht in die Anpassung einging.</translation>
    </message>
    <message>
        <source>Files that it was fitted to.</source>
        <translation>Dateien, an die angepasst wurde.</translation>
    </message>
    <message>
        <source>Version of Tradewind that fitted it.</source>
        <translation>Version von Tradewind, die angepasst hat.</translation>
    </message>
    <message>
        <source>A log-normal number of tokens, given by its median and its 95th percentile, cut at its largest value; or the part of such a distribution between two lengths.</source>
        <translation>Eine logarithmisch normalverteilte Anzahl von Tokens, gegeben durch Median und 95. Perzentil, am größten Wert abgeschnitten; oder der Teil einer solchen Verteilung zwischen zwei Längen.</translation>
    </message>
    <message>
        <source>Only the part of the distribution over this length: shorter ones go to another workload. Absent = none are left out.</source>
        <translation>Nur der Teil der Verteilung über dieser Länge: Kürzere gehen an einen anderen Workload. Ohne Angabe wird keiner ausgelassen.</translation>
    </message>
    <message>
        <source>Only the part of the distribution up to this length: longer ones go to another workload. Absent = none are left out.</source>
        <translation>Nur der Teil der Verteilung bis zu dieser Länge: Längere gehen an einen anderen Workload. Ohne Angabe wird keiner ausgelassen.</translation>
    </message>
</context>
<context>
    <name>Problems</name>
    <message>
        <source>the field %1: %2</source>
        <translation>das Feld %1: %2</translation>
    </message>
    <message>
        <source>exactly one of %1</source>
        <translation>genau eines von %1</translation>
    </message>
    <message>
        <source>one of the fields %1</source>
        <translation>eines der Felder %1</translation>
    </message>
    <message>
        <source>one of the two</source>
        <translation>eines von beiden</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>eines von %1</translation>
    </message>
    <message>
        <source>%1: one of %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1, or %2</source>
        <translation>%1, oder %2</translation>
    </message>
    <message>
        <source>%1 (short for %2)</source>
        <translation>%1 (kurz für %2)</translation>
    </message>
    <message>
        <source>%1 above %2 and at most %3 (%4)</source>
        <translation>%1 über %2 bis höchstens %3 (%4)</translation>
    </message>
    <message>
        <source>%1 above %2 and at most %3</source>
        <translation>%1 über %2 bis höchstens %3</translation>
    </message>
    <message>
        <source>a list of %1 to %2 objects</source>
        <translation>eine Liste von %1 bis %2 Objekten</translation>
    </message>
    <message>
        <source>a list of %1 to %2 strings</source>
        <translation>eine Liste von %1 bis %2 Texten</translation>
    </message>
    <message>
        <source>a list of %1 to %2 values</source>
        <translation>eine Liste von %1 bis %2 Werten</translation>
    </message>
    <message>
        <source>a list of at most %1 objects</source>
        <translation>eine Liste von höchstens %1 Objekten</translation>
    </message>
    <message>
        <source>a list of at most %1 strings</source>
        <translation>eine Liste von höchstens %1 Texten</translation>
    </message>
    <message>
        <source>a list of at most %1 values</source>
        <translation>eine Liste von höchstens %1 Werten</translation>
    </message>
    <message>
        <source>a list of objects</source>
        <translation>eine Liste von Objekten</translation>
    </message>
    <message>
        <source>a list of strings</source>
        <translation>eine Liste von Texten</translation>
    </message>
    <message>
        <source>a list of values</source>
        <translation>eine Liste von Werten</translation>
    </message>
    <message>
        <source>%1 from %2 to %3 (%4)</source>
        <translation>%1 von %2 bis %3 (%4)</translation>
    </message>
    <message>
        <source>%1 from %2 to %3</source>
        <translation>%1 von %2 bis %3</translation>
    </message>
    <message>
        <source>%1 of at least %2 (%3)</source>
        <translation>%1 von mindestens %2 (%3)</translation>
    </message>
    <message>
        <source>%1 of at least %2</source>
        <translation>%1 von mindestens %2</translation>
    </message>
    <message>
        <source>%1 of at most %2 (%3)</source>
        <translation>%1 von höchstens %2 (%3)</translation>
    </message>
    <message>
        <source>%1 of at most %2</source>
        <translation>%1 von höchstens %2</translation>
    </message>
    <message>
        <source>%1 above %2 (%3)</source>
        <translation>%1 über %2 (%3)</translation>
    </message>
    <message>
        <source>%1 above %2</source>
        <translation>%1 über %2</translation>
    </message>
    <message>
        <source>a number (%1)</source>
        <translation>eine Zahl (%1)</translation>
    </message>
    <message>
        <source>a number</source>
        <translation>eine Zahl</translation>
    </message>
    <message>
        <source>a whole number (%1)</source>
        <translation>eine ganze Zahl (%1)</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>eine ganze Zahl</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true oder false</translation>
    </message>
    <message>
        <source>a string: %1</source>
        <translation>ein Text: %1</translation>
    </message>
    <message>
        <source>a string</source>
        <translation>ein Text</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>ein Objekt</translation>
    </message>
    <message>
        <source>lower-case letters, digits and inner hyphens</source>
        <translation>Kleinbuchstaben, Ziffern und Bindestriche im Innern</translation>
    </message>
    <message>
        <source>a date as YYYY-MM-DD</source>
        <translation>ein Datum als JJJJ-MM-TT</translation>
    </message>
    <message>
        <source>a metro area of the catalogue, as &quot;City&quot; or &quot;City, CC&quot;</source>
        <translation>ein Ballungsraum des Katalogs, als &quot;City&quot; oder &quot;City, CC&quot;</translation>
    </message>
    <message>
        <source>an ISO 3166-1 alpha-2 code of a country in the catalogue</source>
        <translation>ein Code nach ISO 3166-1 alpha-2 eines Landes im Katalog</translation>
    </message>
    <message>
        <source>a continent</source>
        <translation>ein Kontinent</translation>
    </message>
    <message>
        <source>a cloud provider</source>
        <translation>ein Cloud-Anbieter</translation>
    </message>
    <message>
        <source>a region, as provider:region</source>
        <translation>eine Region, als provider:region</translation>
    </message>
    <message>
        <source>a GPU of the catalogue</source>
        <translation>eine GPU des Katalogs</translation>
    </message>
    <message>
        <source>a language model of the catalogue</source>
        <translation>ein Sprachmodell des Katalogs</translation>
    </message>
    <message>
        <source>a classic model of the catalogue</source>
        <translation>ein klassisches Modell des Katalogs</translation>
    </message>
    <message>
        <source>a daily profile of the catalogue</source>
        <translation>ein Tagesgang des Katalogs</translation>
    </message>
    <message>
        <source>an instance type</source>
        <translation>ein Instanztyp</translation>
    </message>
    <message>
        <source>a traffic manager of the catalogue</source>
        <translation>ein Traffic-Manager des Katalogs</translation>
    </message>
    <message>
        <source>a candidate region of the scenario</source>
        <translation>eine mögliche Region des Szenarios</translation>
    </message>
    <message>
        <source>an IANA time zone</source>
        <translation>eine Zeitzone der IANA</translation>
    </message>
    <message>
        <source>a name of its own</source>
        <translation>ein eigener Name</translation>
    </message>
    <message>
        <source>a name of its own for each class</source>
        <translation>ein eigener Name für jede Klasse</translation>
    </message>
    <message>
        <source>a name of its own for each workload</source>
        <translation>ein eigener Name für jede Last</translation>
    </message>
    <message>
        <source>each region once</source>
        <translation>jede Region einmal</translation>
    </message>
    <message>
        <source>at least the median</source>
        <translation>mindestens der Median</translation>
    </message>
    <message>
        <source>%1 without quotes</source>
        <translation>%1 ohne Anführungszeichen</translation>
    </message>
    <message>
        <source>[...] around it</source>
        <translation>[...] darum herum</translation>
    </message>
</context>
<context>
    <name>Stages</name>
    <message>
        <source>capacity curves</source>
        <translation>Kapazitätskurven</translation>
    </message>
    <message>
        <source>cheapest placement</source>
        <translation>billigste Platzierung</translation>
    </message>
    <message>
        <source>fastest placement</source>
        <translation>schnellste Platzierung</translation>
    </message>
    <message>
        <source>placements at %1 ms and near it</source>
        <translation>Platzierungen bei %1 ms und in der Nähe</translation>
    </message>
    <message>
        <source>topology %1</source>
        <translation>Topologie %1</translation>
    </message>
    <message>
        <source>local search, %1 of %2 topologies</source>
        <translation>lokale Suche, %1 von %2 Topologien</translation>
    </message>
    <message>
        <source>correction %1: model and simulation part at %2 limits</source>
        <translation>Korrektur %1: Modell und Simulation weichen an %2 Grenzen ab</translation>
    </message>
    <message>
        <source>replications of %1 points whose order is in doubt</source>
        <translation>Wiederholungen von %1 Punkten, deren Reihenfolge zweifelhaft ist</translation>
    </message>
    <message>
        <source>done</source>
        <translation>fertig</translation>
    </message>
    <message>
        <source>third axis, as good as it can be</source>
        <translation>dritte Achse, so gut sie sein kann</translation>
    </message>
    <message>
        <source>third axis at %1 ms</source>
        <translation>dritte Achse bei %1 ms</translation>
    </message>
    <message>
        <source>third axis at any latency</source>
        <translation>dritte Achse bei beliebiger Latenz</translation>
    </message>
    <message>
        <source>topologies at %1 ms and near it</source>
        <translation>Topologien bei %1 ms und in der Nähe</translation>
    </message>
    <message>
        <source>topologies of the third axis</source>
        <translation>Topologien der dritten Achse</translation>
    </message>
    <message>
        <source>topologies of %1 corrected limits</source>
        <translation>Topologien von %1 korrigierten Grenzen</translation>
    </message>
    <message>
        <source>what would make %1 points better</source>
        <translation>was %1 Punkte besser machen würde</translation>
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
</context>
<context>
    <name>ThirdAxisText</name>
    <message>
        <source>net benefit</source>
        <translation>Nettonutzen</translation>
    </message>
    <message>
        <source>staleness</source>
        <translation>Alter der Merkmale</translation>
    </message>
    <message>
        <source>expected availability</source>
        <translation>erwartete Verfügbarkeit</translation>
    </message>
    <message>
        <source>carbon</source>
        <translation>CO2-Ausstoß</translation>
    </message>
    <message>
        <source>Net benefit, USD a month</source>
        <translation>Nettonutzen, USD im Monat</translation>
    </message>
    <message>
        <source>Staleness, s</source>
        <translation>Alter der Merkmale, s</translation>
    </message>
    <message>
        <source>Expected availability, %</source>
        <translation>Erwartete Verfügbarkeit, %</translation>
    </message>
    <message>
        <source>Carbon, kg CO2e a month</source>
        <translation>CO2-Ausstoß, kg CO2e im Monat</translation>
    </message>
    <message>
        <source>earns most</source>
        <translation>größter Ertrag</translation>
    </message>
    <message>
        <source>freshest</source>
        <translation>am frischesten</translation>
    </message>
    <message>
        <source>most available</source>
        <translation>am verfügbarsten</translation>
    </message>
    <message>
        <source>least carbon</source>
        <translation>geringster Ausstoß</translation>
    </message>
</context>
<context>
    <name>Units</name>
    <message>
        <source>req/day</source>
        <translation>Anfragen/Tag</translation>
    </message>
    <message>
        <source>%</source>
        <translation>%</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation>GPUs</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>tokens</source>
        <translation>Tokens</translation>
    </message>
    <message>
        <source>sequences</source>
        <translation>Sequenzen</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>texts</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>turns</source>
        <translation>Runden</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message>
        <source>servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Gbit/s</source>
        <translation>Gbit/s</translation>
    </message>
    <message>
        <source>items</source>
        <translation>Objekte</translation>
    </message>
    <message>
        <source>us</source>
        <translation>µs</translation>
    </message>
    <message>
        <source>instances</source>
        <translation>Instanzen</translation>
    </message>
    <message>
        <source>threads</source>
        <translation>Threads</translation>
    </message>
    <message>
        <source>batches</source>
        <translation>Stapel</translation>
    </message>
    <message>
        <source>workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>replicas</source>
        <translation>Replikate</translation>
    </message>
    <message>
        <source>req/s</source>
        <translation>Anfragen/s</translation>
    </message>
    <message>
        <source>min</source>
        <translation>min</translation>
    </message>
    <message>
        <source>h</source>
        <translation>h</translation>
    </message>
    <message>
        <source>1/h</source>
        <translation>1/h</translation>
    </message>
    <message>
        <source>s/GB</source>
        <translation>s/GB</translation>
    </message>
    <message>
        <source>Mbit/s</source>
        <translation>Mbit/s</translation>
    </message>
    <message>
        <source>regions</source>
        <translation>Regionen</translation>
    </message>
    <message>
        <source>USD/month</source>
        <translation>USD/Monat</translation>
    </message>
    <message>
        <source>providers</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>months</source>
        <translation>Monate</translation>
    </message>
    <message>
        <source>checks</source>
        <translation>Prüfungen</translation>
    </message>
    <message>
        <source>GB</source>
        <translation>GB</translation>
    </message>
    <message>
        <source>files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>1/month</source>
        <translation>1/Monat</translation>
    </message>
    <message>
        <source>1/s</source>
        <translation>1/s</translation>
    </message>
    <message>
        <source>keys</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>partitions</source>
        <translation>Partitionen</translation>
    </message>
    <message>
        <source>measurements</source>
        <translation>Messungen</translation>
    </message>
    <message>
        <source>USD</source>
        <translation>USD</translation>
    </message>
    <message>
        <source>g CO2e/kWh</source>
        <translation>g CO2e/kWh</translation>
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
        <translation>Das Szenario hat weder Artefakte, die repliziert werden, noch Feature-Stores. Der Editor fügt sie hinzu: Szenario, Teile, Daten.</translation>
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
    <message>
        <source>%1 is no file of kept edits</source>
        <translation>%1 ist keine Datei mit aufbewahrten Änderungen</translation>
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
        <translation>Preisbuch %1</translation>
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
        <source>%1 of requests ≤ 50 ms away</source>
        <translation>%1 höchstens 50 ms entfernt</translation>
    </message>
    <message>
        <source>GPUs</source>
        <translation>GPUs</translation>
    </message>
    <message>
        <source>%1 replica</source>
        <translation>%1 Replikat</translation>
    </message>
    <message>
        <source>%1 replicas</source>
        <translation>%1 Replikate</translation>
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
    <message>
        <source>Edits that were not saved cannot be recovered: %1</source>
        <translation>Ungesicherte Änderungen können nicht wiederhergestellt werden: %1</translation>
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
        <translation>Replikate</translation>
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
        <translation>%1 Replikat</translation>
    </message>
    <message>
        <source>%1 replicas</source>
        <translation>%1 Replikate</translation>
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
    <message>
        <source>colour: third axis</source>
        <translation>Farbe: dritte Achse</translation>
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
        <translation>Replikate</translation>
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
