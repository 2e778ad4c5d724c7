// The shipped facts: regions, metros, round-trip times, hardware, daily profiles. Prices are in pricing/.
// Every entry names the data set that it comes from; the provenance pages stand beside the files in scenarios/catalogue/data.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tradewind {

struct GeoPoint {
  double latitude_deg = 0;
  double longitude_deg = 0;
};

// Great-circle distance on a sphere of radius 6371.0 km (haversine).
double distance_km(GeoPoint a, GeoPoint b);

struct CatalogueRegion {
  std::string provider, id;  // "aws", "eu-west-1"
  std::string city, country_iso2, continent, residency;
  GeoPoint place;
  int zones = 0;  // 0 = not known
  std::optional<double> grid_gco2_per_kwh;
  std::string key() const { return provider + ":" + id; }  // "aws:eu-west-1"
};

struct CatalogueMetro {
  std::string city, country_iso2, continent, timezone;  // timezone: IANA name
  GeoPoint place;
  double population = 0;      // people in the metro area
  double internet_users = 0;  // population x share of the country's people who are online; 0 = not known
  std::string admin;          // state, province, prefecture; may be empty
  bool shares_name = false;   // another metro of the country has the same name
  // "London, GB"; "Suzhou, CN, Jiangsu" where the name alone is not unique in the country.
  std::string key() const { return city + ", " + country_iso2 + (shares_name ? ", " + admin : ""); }
};

enum class RttBasis { measured, estimated };

struct Rtt {
  double ms = 0;
  RttBasis basis = RttBasis::estimated;
  std::string source;  // data set, or the estimator's name
};

// A GPU that can be bought, under the name by which iteration times are known ("h100-sxm-80gb").
struct CatalogueGpu {
  std::string name;         // catalogue name
  std::string accelerator;  // name in the price lists ("H100")
  double memory_gib = 0;
  std::string note;  // empty, or how the card that is sold differs from the card that was timed
};

// An instance type with a published price in a region.
struct CatalogueOffer {
  std::string provider, region, instance_type;
  std::string gpu;  // catalogue name of the GPU
  int gpu_count = 0;
  double vcpu = 0, memory_gib = 0;
  bool confirmed = true;  // the cloud lists the type in the region; a price alone does not say that it is for sale there
};

// Piecewise linear table y(x); x ascending.
struct Table1d {
  std::vector<double> x, y;
};

// Time of one iteration of continuous batching. With T tokens computed, S sequences that emit a token, d decoding sequences that read K
// KV tokens, and chunks of c tokens after p tokens already computed:
//   t = scale * [linear(T) + lm_head(S) + (d > 0) * (decode_const + decode_ms_per_seq * d + decode_ms_per_kv_token * K)
//       + (chunks) * (prefill_const + prefill_ms_per_token * sum c + prefill_ms_per_pair * sum c (p + c/2))]
//       + host_ms + host_ms_per_seq * (d + chunks)
// An affine model has an empty `linear` and `lm_head`.
struct IterationModel {
  std::string gpu, model, dtype, source;
  int tensor_parallel = 1;
  Table1d linear;   // x: tokens, y: ms; past the last point in proportion to tokens
  Table1d lm_head;  // x: sequences, y: ms
  double decode_const_ms = 0, decode_ms_per_seq = 0, decode_ms_per_kv_token = 0;
  double prefill_const_ms = 0, prefill_ms_per_token = 0, prefill_ms_per_pair = 0;
  double base_ms = 0, ms_per_token = 0;  // affine models: base + per token
  double scale = 1;
  double host_ms = 0, host_ms_per_seq = 0;
  double frontend_ms = 0;  // between the HTTP request and the scheduler, once a request
  std::int64_t max_kv_tokens = 0;
  std::int64_t weights_bytes = 0;
  std::int64_t kv_bytes_per_token = 0;
};

// Latency of one batch of a classic model: a + b * items.
struct BatchModel {
  std::string model, gpu, backend, source;
  double base_ms = 0, ms_per_item = 0;
  double mean_error = 0;  // mean relative error of the fit
  int batch_max = 0;      // largest measured batch
};

struct DailyProfile {
  std::string name, source;
  std::array<double, 24> relative_load{};  // by local hour, mean 1
};

class Catalogue {
 public:
  // The catalogue that ships inside the program. Loaded once, immutable, shared by all threads.
  static const Catalogue& shipped();

  std::span<const CatalogueRegion> regions() const;
  std::span<const CatalogueMetro> metros() const;  // largest population first
  std::span<const CatalogueGpu> gpus() const;
  std::span<const CatalogueOffer> offers() const;
  std::span<const IterationModel> iteration_models() const;
  std::span<const BatchModel> batch_models() const;
  std::span<const DailyProfile> profiles() const;
  std::vector<std::string> countries() const;   // ISO 3166-1 alpha-2 codes with at least one metro or region
  std::vector<std::string> continents() const;  // "europe", "north-america", ...
  std::vector<std::string> providers() const;

  const CatalogueRegion* find_region(std::string_view provider, std::string_view id) const;

  // Round trip between two regions: measured where a data set has the pair (newest first), else estimated.
  Rtt region_rtt(const CatalogueRegion& a, const CatalogueRegion& b) const;

  // Round trip from a metro to a region over the public internet, without the access line. Always an estimate.
  Rtt metro_rtt(const CatalogueMetro& metro, const CatalogueRegion& region) const;

  // Version of the shipped data: the newest date of its files, "2026-07-30".
  std::string version() const;

  ~Catalogue();

 private:
  Catalogue();
  struct Data;
  std::unique_ptr<const Data> data_;
};

}  // namespace tradewind
