#ifndef CCURL_SHIM_H
#define CCURL_SHIM_H

/* What drives curl_multi_socket_action; Swift's Glibc module knows neither. */
#include <sys/epoll.h>
#include <sys/eventfd.h>

#include <curl/curl.h>

/* Swift calls no variadic functions: one wrapper for each type of argument. */

static inline CURLcode ccurl_set_long(CURL *easy, CURLoption option, long value)
{
    return curl_easy_setopt(easy, option, value);
}

static inline CURLcode ccurl_set_offset(CURL *easy, CURLoption option, curl_off_t value)
{
    return curl_easy_setopt(easy, option, value);
}

/** libcurl copies the text; NULL takes the option back. */
static inline CURLcode ccurl_set_text(CURL *easy, CURLoption option, const char *value)
{
    return curl_easy_setopt(easy, option, value);
}

/** What it points to must outlive the transfer. */
static inline CURLcode ccurl_set_pointer(CURL *easy, CURLoption option, const void *value)
{
    return curl_easy_setopt(easy, option, (void *)value);
}

/** The list stays the caller's and must outlive the transfer. */
static inline CURLcode ccurl_set_list(CURL *easy, CURLoption option, struct curl_slist *value)
{
    return curl_easy_setopt(easy, option, value);
}

/** For CURLOPT_WRITEFUNCTION and CURLOPT_HEADERFUNCTION. */
static inline CURLcode ccurl_set_writer(
    CURL *easy,
    CURLoption option,
    size_t (*function)(char *, size_t, size_t, void *))
{
    return curl_easy_setopt(easy, option, function);
}

static inline CURLcode ccurl_set_reader(
    CURL *easy,
    size_t (*function)(char *, size_t, size_t, void *))
{
    return curl_easy_setopt(easy, CURLOPT_READFUNCTION, function);
}

static inline CURLcode ccurl_set_socket_opener(
    CURL *easy,
    curl_socket_t (*function)(void *, curlsocktype, struct curl_sockaddr *))
{
    return curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, function);
}

static inline CURLcode ccurl_set_socket_closer(
    CURL *easy,
    int (*function)(void *, curl_socket_t))
{
    return curl_easy_setopt(easy, CURLOPT_CLOSESOCKETFUNCTION, function);
}

/** Called when a connection is there, new or used before, and nothing has been asked yet. */
static inline CURLcode ccurl_set_last_look(
    CURL *easy,
    int (*function)(void *, char *, char *, int, int))
{
    return curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, function);
}

static inline CURLcode ccurl_get_long(CURL *easy, CURLINFO info, long *value)
{
    return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode ccurl_get_offset(CURL *easy, CURLINFO info, curl_off_t *value)
{
    return curl_easy_getinfo(easy, info, value);
}

/** The text belongs to the handle, and is good until its next transfer. */
static inline CURLcode ccurl_get_text(CURL *easy, CURLINFO info, const char **value)
{
    return curl_easy_getinfo(easy, info, (char **)value);
}

static inline CURLcode ccurl_get_pointer(CURL *easy, CURLINFO info, void **value)
{
    return curl_easy_getinfo(easy, info, (char **)value);
}

static inline CURLMcode ccurl_multi_set_long(CURLM *multi, CURLMoption option, long value)
{
    return curl_multi_setopt(multi, option, value);
}

static inline CURLMcode ccurl_multi_set_pointer(CURLM *multi, CURLMoption option, void *value)
{
    return curl_multi_setopt(multi, option, value);
}

static inline CURLMcode ccurl_multi_set_socket_watcher(
    CURLM *multi,
    int (*function)(CURL *, curl_socket_t, int, void *, void *))
{
    return curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, function);
}

static inline CURLMcode ccurl_multi_set_timer(
    CURLM *multi,
    int (*function)(CURLM *, long, void *))
{
    return curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, function);
}

#endif
