// Identifiers of the catalogue and the bill in the language of the window.
#include <QCoreApplication>
#include <map>

#include "text/format.h"

namespace tradewind::gui {

QString readable(const std::string& id) {
  // Names of products stay as they are.
  static const std::map<std::string, const char*> names = {
      {"aws", "AWS"},
      {"azure", "Azure"},
      {"gcp", "Google Cloud"},
      {"ibm", "IBM"},
      {"nebius", "Nebius"},
      {"africa", QT_TRANSLATE_NOOP("Catalogue", "Africa")},
      {"asia", QT_TRANSLATE_NOOP("Catalogue", "Asia")},
      {"europe", QT_TRANSLATE_NOOP("Catalogue", "Europe")},
      {"middle-east", QT_TRANSLATE_NOOP("Catalogue", "Middle East")},
      {"north-america", QT_TRANSLATE_NOOP("Catalogue", "North America")},
      {"oceania", QT_TRANSLATE_NOOP("Catalogue", "Oceania")},
      {"south-america", QT_TRANSLATE_NOOP("Catalogue", "South America")},
      {"gpu instances", QT_TRANSLATE_NOOP("Catalogue", "GPU instances")},
      {"surge instances", QT_TRANSLATE_NOOP("Catalogue", "Surge instances")},
      {"kubernetes cluster", QT_TRANSLATE_NOOP("Catalogue", "Kubernetes cluster")},
      {"load balancer", QT_TRANSLATE_NOOP("Catalogue", "Load balancer")},
      {"internet egress", QT_TRANSLATE_NOOP("Catalogue", "Internet egress")},
      {"replication", QT_TRANSLATE_NOOP("Catalogue", "Replication")},
      {"dns", "DNS"},
      {"global accelerator", "Global Accelerator"},
      {"traffic manager", "Traffic Manager"},
      {"front door", "Front Door"},
      {"load balancing", QT_TRANSLATE_NOOP("Catalogue", "Load balancing")},
      {"feature store", QT_TRANSLATE_NOOP("Catalogue", "Feature store")},
      {"node disks", QT_TRANSLATE_NOOP("Catalogue", "Node disks")},
      {"object storage", QT_TRANSLATE_NOOP("Catalogue", "Object storage")},
      {"container registry", QT_TRANSLATE_NOOP("Catalogue", "Container registry")},
      {"nat gateway", QT_TRANSLATE_NOOP("Catalogue", "NAT gateway")},
      {"data between zones", QT_TRANSLATE_NOOP("Catalogue", "Data between zones")},
      {"metrics", QT_TRANSLATE_NOOP("Catalogue", "Metrics")},
      {"logs", QT_TRANSLATE_NOOP("Catalogue", "Logs")},
      {"kafka", "Kafka"},
      {"support", QT_TRANSLATE_NOOP("Catalogue", "Support")},
      {"credit", QT_TRANSLATE_NOOP("Catalogue", "Credit")},
      {"datadog", "Datadog"},
      {"new_relic", "New Relic"},
  };
  if (const auto found = names.find(id); found != names.end()) return QCoreApplication::translate("Catalogue", found->second);
  QString text = from(id);
  if (!text.isEmpty()) text[0] = text[0].toUpper();
  return text;
}

}  // namespace tradewind::gui
