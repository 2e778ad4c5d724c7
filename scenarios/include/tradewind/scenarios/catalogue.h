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

#include "tradewind/scenarios/iteration_constants.h"
#include "tradewind/scenarios/iteration_model.h"
#include "tradewind/scenarios/model_architecture.h"
#include "tradewind/scenarios/timing_errors.h"

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

// What 64 TCP streams carry from one large machine to another, 1e9 bits/s. More machines carry more: a figure of a pair of machines, not of regions.
struct Throughput {
  double gbit_s = 0;
  RttBasis basis = RttBasis::estimated;
  std::string source;  // data set, or the rule
};

// A GPU, with the figures of its data sheet (dense, without sparsity).
struct CatalogueGpu {
  std::string name;                     // catalogue name, "h100-sxm-80gb"
  std::string accelerator;              // name in the price lists, "H100"
  double memory_gib = 0;                // as sold
  double visible_gib = 0;               // what a program finds
  double bandwidth_gb_s = 0;            // of the memory, 1e9 bytes/s
  double fp16_tflops = 0;               // tensor cores, 1e12 operations/s, 16-bit factors and 32-bit sums
  bool bf16 = true;                     // whether it computes in bf16 too
  double fp8_tflops = 0;                // 0 = weights may be fp8, arithmetic stays 16-bit
  double int8_tops = 0;                 // 0 = the same for int8
  std::vector<std::string> no_kernels;  // formats that vLLM does not run on it (docs.vllm.ai, quantization, supported hardware, 0.15 and later)
  std::string link;                     // to the other GPUs of the machine: "NVLink", "PCIe"
  double link_gb_s = 0;                 // in one direction
  double power_w = 0;                   // at most; 0 = not known
  std::vector<std::string> aliases;     // other spellings
  std::string source;
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

// The number format of weights that the name of a model states ("...-FP8-dynamic", "...-AWQ", "...-w4a16"), or "".
std::string_view dtype_in_name(std::string_view model);

// How an iteration model is to be made.
enum class TimingMethod {
  best,      // the mean where there is a table, else the roofline
  table,     // measured kernels only
  roofline,  // data sheet and architecture only
  mean       // geometric mean of both
};

// Which iteration model is wanted.
struct IterationQuery {
  std::string gpu = {};    // any spelling that find_gpu() understands
  std::string model = {};  // any spelling that find_model() understands
  std::string dtype = {};  // bf16, fp16, fp8, int8, int4 or mxfp4 (experts only); empty = what the model's name says ("...-FP8"), else as published
  int tensor_parallel = 1;
  bool expert_parallel = false;  // whole experts on each GPU instead of a slice of every expert
  // Tokens of a sequence on average while it is served, for models with windows or states: what a window hides, and what a sequence keeps.
  int context_tokens = 4096;
  TimingMethod method = TimingMethod::best;
  std::optional<ModelArchitecture> architecture = {};  // of a model that the catalogue does not list; `model` is then only its name
  IterationConstants constants = {};
};

// The model, or why there is none, in a phrase about the GPU.
struct IterationAnswer {
  std::optional<IterationModel> model;
  std::string why_not;
};

// What else decides how many tokens a server's KV cache holds; vLLM's own names.
struct KvCacheSettings {
  double gpu_memory_utilization = 0.9;
  int block_size = 16;
  int max_num_batched_tokens = 2048;
};

// Room for the KV cache of one replica, or why the model does not fit: how much memory is missing, and what would fit.
struct KvCapacity {
  std::int64_t blocks = 0;  // 0 = does not fit
  std::string why_not;
};

// What a name was taken for. Nothing found: `entry` is null and `complaint` says so, with the nearest name that there is.
template <typename Entry>
struct Named {
  const Entry* entry = nullptr;
  std::string complaint;
};

// Time of one batch of a classic model: a straight line over its items, measured with a single client, and what that client cannot show
// (docs/fidelity-classic.md).
struct BatchModel {
  std::string model = {}, gpu = {}, backend = {}, source = {};
  double base_ms = 0, ms_per_item = 0;
  double mean_error = 0;      // mean relative error of the fit
  int batch_max = 0;          // largest measured batch
  double load_factor = 1;     // the time of a batch under load as a share of the line
  double base_gpu_share = 1;  // part of the time of base_ms in which the batch keeps the GPU busy; 0..1
  double frontend_ms = 0;     // of a request outside queue and batch

  // Alone on the GPU.
  double batch_ms(std::int64_t items) const { return load_factor * (base_ms + ms_per_item * static_cast<double>(items)); }
  // Part of that time in which it keeps the GPU busy.
  double gpu_share(std::int64_t items) const {
    const double line_ms = base_ms + ms_per_item * static_cast<double>(items);
    return line_ms > 0 ? 1 - (1 - base_gpu_share) * base_ms / line_ms : 1;
  }
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
  std::span<const ModelArchitecture> models() const;
  std::span<const IterationModel> kernel_tables() const;  // measured kernels alone: scale 1, no host times
  std::span<const BatchModel> batch_models() const;
  std::span<const DailyProfile> profiles() const;
  std::vector<std::string> countries() const;   // ISO 3166-1 alpha-2 codes with at least one metro or region
  std::vector<std::string> continents() const;  // "europe", "north-america", ...
  std::vector<std::string> providers() const;

  const CatalogueRegion* find_region(std::string_view provider, std::string_view id) const;

  // By catalogue name or another common spelling, in any case: "H100", "NVIDIA A100-SXM4-80GB", "h100_80g"; "meta-llama/Llama-3.1-8B-Instruct",
  // "RedHatAI/Llama-4-Scout-17B-16E-Instruct-FP8-dynamic".
  Named<CatalogueGpu> find_gpu(std::string_view name) const;
  Named<ModelArchitecture> find_model(std::string_view name) const;

  // Iteration time of a model on a GPU: from measured kernels, from a roofline or from both. Host times and corrections are the query's constants.
  IterationAnswer iteration_model(const IterationQuery& query) const;

  // How far such times were off real servers: the load tests of this very case, or of its kin. Holds for the shipped constants only.
  TimingErrors timing_errors(const IterationQuery& query) const;

  // KV-cache blocks of one replica of the query's model on its GPUs.
  KvCapacity kv_capacity(const IterationQuery& query, const KvCacheSettings& settings) const;

  // Round trip between two regions: measured where a data set has the pair (newest first), else estimated.
  Rtt region_rtt(const CatalogueRegion& a, const CatalogueRegion& b) const;

  // Throughput from one region to another, which may differ from that of the way back: measured (Skyplane, January 2022; between AWS, Azure and
  // Google Cloud) where the data set has the pair, else min(cap, constant / round trip) with both constants fitted on the measured pairs of the two
  // providers. Held out by region, the rule's median error is 14 %, 90 % are within 40 %; for a provider that nobody measured (IBM, Nebius) it is far
  // weaker (docs/network.md).
  Throughput region_throughput(const CatalogueRegion& from, const CatalogueRegion& to) const;

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
